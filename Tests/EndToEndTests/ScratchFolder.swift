import Foundation
import Testing

/// A folder that lives as long as one test; its path is short, because sockets live in it.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/kmcd-e2e-XXXXXX".utf8CString)
    let made = mkdtemp(&template)
    path = String(cString: try #require(made, "no folder can be made in /tmp"))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path(name)))
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
