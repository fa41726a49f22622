import Foundation

/// A folder that lives as long as one test.
package final class Scratch: Sendable {
  struct SystemError: Error { var errno: Int32 }

  package let path: String

  package init() throws {
    var template = Array("/tmp/kmcd-mqtt-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SystemError(errno: errno) }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file with a mode, and returns its path.
  @discardableResult
  package func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    guard chmod(path(name), mode) == 0 else { throw SystemError(errno: errno) }
    return path(name)
  }

  package func text(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }
}
