import CGpioLines
import Configuration
import Glibc

/// A line that is held, until this is let go. Used on one thread at a time, its calls may block.
struct HeldLine: ~Copyable {
  private let line: OpaquePointer
  private let names: GpioLineConfiguration

  init(_ line: OpaquePointer, _ names: GpioLineConfiguration) {
    self.line = line
    self.names = names
  }

  deinit { gpio_line_release(line) }

  func set(_ isActive: Bool) throws(GpioError) {
    let failure = gpio_line_set(line, isActive)
    guard failure == 0 else { throw error(failure) }
  }

  /// The level; the only sign that the chip is there still.
  func level() throws(GpioError) -> Bool {
    let level = gpio_line_level(line)
    guard level >= 0 else { throw error(-level) }
    return level == 1
  }

  /// How many edges there were, within so long or until the bell rings.
  func wait(milliseconds: CInt, bell: CInt) throws(GpioError) -> Int {
    let edges = gpio_line_wait(line, bell, milliseconds)
    guard edges >= 0 else { throw error(-edges) }
    return Int(edges)
  }

  private func error(_ errno: CInt) -> GpioError {
    let isGone = [ENODEV, ENXIO].contains(errno)
    return GpioError(
      chip: names.chip, line: names.name,
      reason: isGone ? .vanished : .inputOutput(errno: errno))
  }
}
