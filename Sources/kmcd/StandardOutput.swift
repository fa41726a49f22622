import ArgumentParser
import Foundation

/// Data on standard output, gathered into large writes.
struct StandardOutput: ~Copyable {
  private var waiting: [UInt8] = []
  private static let enough = 1 << 16

  init() { waiting.reserveCapacity(Self.enough) }

  mutating func print(_ line: String) throws {
    waiting.append(contentsOf: line.utf8)
    waiting.append(0x0A)
    if waiting.count >= Self.enough { try flush() }
  }

  /// Writes what waits; a reader that went away ends the program quietly, as in a pipe to `head`.
  mutating func flush() throws {
    var written = 0
    while written < waiting.count {
      let count = waiting.withUnsafeBytes { whole in
        let buffer = UnsafeRawBufferPointer(rebasing: whole[written...])
        return Foundation.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        if errno == EPIPE { throw ExitCode.success }
        StandardError.say("standard output: \(String(cString: strerror(errno)))")
        throw ExitCode.inputOutput
      }
      written += count
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
