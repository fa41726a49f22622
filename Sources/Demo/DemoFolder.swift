import Foundation

/// A folder of its own for the demo's port names and database, removed at the end.
final class DemoFolder: Sendable {
  let path: String

  init() throws(DemoError) {
    let name = "kmcd-demo-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .folder(error.localizedDescription)
    }
    path = folder.path
  }

  func file(_ name: String) -> String { path + "/" + name }

  /// Lets `name` lead to `target`, whatever it led to before, without a moment of nothing.
  func link(_ name: String, to target: String) throws(DemoError) {
    let fresh = file(name + ".new")
    guard symlink(target, fresh) == 0, rename(fresh, file(name)) == 0 else {
      throw .folder(String(cString: strerror(errno)))
    }
  }

  func unlink(_ name: String) { _ = Foundation.unlink(file(name)) }

  func remove() {
    do { try FileManager.default.removeItem(atPath: path) } catch {
      FileHandle.standardError.write(Data("the folder \(path) could not be removed\n".utf8))
    }
  }
}
