import CGpioLines
import Configuration
import Glibc

/// Where the chips of a machine are, and what they have.
public struct ChipFolder: Hashable, Sendable {
  public var path: String

  public init(path: String = "/dev") { self.path = path }

  /// Who holds the gateway's lines, as others see it.
  private static let consumer = "kmcd"

  /// The labels of every chip that may be opened, in order.
  private func labels() -> [String] {
    collect { gpio_lines_each_label(path, $0, $1) }
  }

  /// The names of the lines of the chips with this label, in the chip's order.
  private func lineNames(ofChip label: String) -> [String] {
    collect { gpio_lines_each_name(path, label, $0, $1) }
  }

  /// Takes a line as an output at this level.
  func takeOutput(_ line: GpioLineConfiguration, isActive: Bool) throws(GpioError) -> HeldLine {
    var failure = gpio_lines_failure()
    guard
      let held = gpio_lines_take_output(
        path, line.chip, line.name, line.isActiveLow, isActive, Self.consumer, &failure)
    else { throw error(line, failure) }
    return HeldLine(held, line)
  }

  /// Takes a line as an input that tells both edges.
  func takeInput(_ line: GpioLineConfiguration) throws(GpioError) -> HeldLine {
    var failure = gpio_lines_failure()
    let bias =
      switch line.bias {
      case .asIs: GPIO_LINES_BIAS_AS_IS
      case .pullUp: GPIO_LINES_BIAS_PULL_UP
      case .pullDown: GPIO_LINES_BIAS_PULL_DOWN
      case .none: GPIO_LINES_BIAS_NONE
      }
    guard
      let held = gpio_lines_take_input(
        path, line.chip, line.name, line.isActiveLow, bias, Self.consumer, &failure)
    else { throw error(line, failure) }
    return HeldLine(held, line)
  }

  private func error(_ line: GpioLineConfiguration, _ failure: gpio_lines_failure) -> GpioError {
    let reason: GpioError.Reason =
      switch failure.problem {
      case GPIO_LINES_NO_CHIP: .noSuchChip(labels: labels().sorted())
      case GPIO_LINES_PERMISSION: .permissionDenied
      case GPIO_LINES_NO_LINE: .noSuchLine(names: lineNames(ofChip: line.chip))
      case GPIO_LINES_AMBIGUOUS: .ambiguous
      case GPIO_LINES_BUSY: .busy(holder: Self.holder(failure))
      case GPIO_LINES_INCAPABLE: .incapable(errno: failure.error)
      default:
        failure.error == ENODEV ? .vanished : .inputOutput(errno: failure.error)
      }
    return GpioError(chip: line.chip, line: line.name, reason: reason)
  }

  private static func holder(_ failure: gpio_lines_failure) -> String? {
    let bytes = withUnsafeBytes(of: failure.holder) { Array($0.prefix { $0 != 0 }) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private func collect(
    _ walk: (
      UnsafeMutableRawPointer,
      @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Void
    ) -> Void
  ) -> [String] {
    var found: [String] = []
    withUnsafeMutablePointer(to: &found) { names in
      walk(names) { context, name in
        guard let context, let name else { return }
        context.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
      }
    }
    return found
  }
}
