import CareModel
import Foundation
import Store

/// A store in a directory of one test's own.
struct TemporaryStore {
  let directory: String

  init() throws {
    let parent = FileManager.default.temporaryDirectory
    let directory = parent.appendingPathComponent("uplink-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    self.directory = directory.path
  }

  var path: String { directory + "/store.db" }

  func open() throws -> Store { try Store.open(at: path).store }

  /// What a power cut would leave of it at this moment, as another one.
  func crashImage() throws -> TemporaryStore {
    let image = try TemporaryStore()
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: image.path + suffix)
    }
    return image
  }

  func remove() {
    do {
      try FileManager.default.removeItem(atPath: directory)
    } catch {
      print("\(directory) could not be removed: \(error)")
    }
  }
}

func message(
  _ number: Int, kind: OutgoingMessage.Kind = .alarm, at instant: Instant = .zero, bytes: Int = 100
) -> OutgoingMessage {
  OutgoingMessage(
    kind: kind, identifier: "hub/b1/\(number)", isKept: kind == .alarm || kind == .day,
    instant: instant,
    body: Array("{\"id\":\(number)}".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: bytes))
}
