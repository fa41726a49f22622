import Configuration
import Glibc

/// Why a line cannot be used; its text says what happened and what to do.
public struct GpioError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    /// No chip has the label; those that there are.
    case noSuchChip(labels: [String])
    case permissionDenied
    /// The chip has no line of that name; those that it has.
    case noSuchLine(names: [String])
    /// Two chips have the label, and each a line of that name.
    case ambiguous
    /// Another program, or the kernel, holds the line; nil where it does not say who.
    case busy(holder: String?)
    /// The line is there and cannot do it: no edges, no such pull resistor, no output.
    case incapable(errno: CInt)
    /// The line was held, and its chip is gone.
    case vanished
    /// The system call failed with this errno.
    case inputOutput(errno: CInt)
  }

  /// As configured.
  public var chip: String
  public var line: String
  public var reason: Reason

  public init(chip: String, line: String, reason: Reason) {
    self.chip = chip
    self.line = line
    self.reason = reason
  }

  public var description: String { "line `\(line)` of chip `\(chip)`: \(words)" }

  private var words: String {
    switch reason {
    case .noSuchChip(let labels): "no such chip; \(Self.choice(chip, of: labels, "gpiodetect"))"
    case .permissionDenied:
      "permission denied; add the user to group gpio (`sudo usermod -aG gpio USER`), see that "
        + "`ls -l /dev/gpiochip*` shows the group, then start the gateway again"
    case .noSuchLine(let names):
      "the chip has no such line; \(Self.choice(line, of: names, "gpioinfo"))"
    case .ambiguous:
      "two chips have this label and such a line; unplug one, or give its lines other names in "
        + "the device tree"
    case .busy(let holder?):
      "busy, `\(holder)` holds it; stop that, or take another line"
    case .busy(nil):
      "busy, somebody else holds it; `gpioinfo` shows who; stop that, or take another line"
    case .incapable(let errno):
      "the line cannot do that (\(Self.text(errno))); take one with interrupts, write "
        + "`bias: as-is`, or use a resistor of your own"
    case .vanished: "the chip is gone; plug it in again, then look at `dmesg`"
    case .inputOutput(let errno):
      "error \(errno) (\(Self.text(errno))); look at `dmesg`"
    }
  }

  private static func choice(_ wanted: String, of names: [String], _ tool: String) -> String {
    if let nearest = NearestName.of(wanted, among: names) { return "did you mean `\(nearest)`?" }
    guard !names.isEmpty else { return "none is there: see what `\(tool)` shows" }
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return "there are \(shown)\(names.count > 8 ? " and more" : ""); see `\(tool)`"
  }

  private static func text(_ errno: CInt) -> String { String(cString: strerror(errno)) }
}
