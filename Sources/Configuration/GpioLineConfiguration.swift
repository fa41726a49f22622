/// One line of a GPIO chip, by names that stay when chips are numbered anew.
public struct GpioLineConfiguration: Hashable, Sendable, CustomStringConvertible {
  /// What the chip's pull resistors do to an input; raw values are the words of the file.
  public enum Bias: String, Hashable, Sendable, CaseIterable {
    case asIs = "as-is"
    case pullUp = "pull-up"
    case pullDown = "pull-down"
    case none
  }

  /// The chip's label, as `gpiodetect` shows it in brackets.
  public var chip: String
  /// The line's name, as `gpioinfo` shows it in quotes.
  public var name: String
  /// True where the electrical low is the line's active level.
  public var isActiveLow: Bool
  /// Of no use for an output.
  public var bias: Bias

  public init(chip: String, name: String, isActiveLow: Bool = false, bias: Bias = .asIs) {
    self.chip = chip
    self.name = name
    self.isActiveLow = isActiveLow
    self.bias = bias
  }

  public var description: String { "line `\(name)` of chip `\(chip)`" }
}
