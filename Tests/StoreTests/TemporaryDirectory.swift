import Foundation

/// A directory of one test's own, which the test removes.
struct TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    let parent = FileManager.default.temporaryDirectory
    let directory = parent.appendingPathComponent("store-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.path
  }

  func remove() {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("\(path) could not be removed: \(error)")
    }
  }

  var database: String { path + "/store.db" }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  /// What a power cut would leave of the database here, as the database of another directory.
  func crashImage(into other: TemporaryDirectory) throws {
    for suffix in ["", "-wal"] where exists("store.db" + suffix) {
      try other.write(try bytes("store.db" + suffix), to: "store.db" + suffix)
    }
  }
}
