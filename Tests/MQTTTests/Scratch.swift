import Foundation
import Testing

/// A folder that lives as long as one test.
final class Scratch: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/kmcd-mqtt-XXXXXX".utf8CString)
    let made = mkdtemp(&template)
    path = String(cString: try #require(made, "no folder can be made in /tmp"))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file with a mode, and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    #expect(chmod(path(name), mode) == 0)
    return path(name)
  }

  func text(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }
}
