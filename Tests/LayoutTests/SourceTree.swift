import Foundation
import Synchronization

/// The package's own files, found from where this file lies.
enum SourceTree {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files below the given folders whose names end in one of `extensions`, by path.
  static func files(below folders: [String], extensions: Set<String>) throws -> [SourceFile] {
    try paths(below: folders).filter { extensions.contains(($0 as NSString).pathExtension) }
      .map(file)
  }

  /// One file, read once for all tests.
  static func file(_ path: String) throws -> SourceFile {
    if let read = files.withLock({ $0[path] }) { return read }
    let file = try SourceFile(path: path)
    files.withLock { $0[path] = file }
    return file
  }

  private static let files = Mutex<[String: SourceFile]>([:])

  static func swiftFiles(below folders: [String]) throws -> [SourceFile] {
    try files(below: folders, extensions: ["swift"])
  }

  /// The folders directly below `folder`.
  static func folders(in folder: String) throws -> Set<String> {
    let path = root.appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: path.path)
    return Set(
      names.filter { name in
        var isFolder: ObjCBool = false
        let found = FileManager.default.fileExists(
          atPath: path.appending(path: name).path, isDirectory: &isFolder)
        return found && isFolder.boolValue
      })
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  private static func paths(below folders: [String]) throws -> [String] {
    var paths: [String] = []
    for folder in folders {
      let base = root.appending(path: folder).path
      guard let walk = FileManager.default.enumerator(atPath: base) else {
        throw MissingFolder(folder: folder)
      }
      for case let path as String in walk
      where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        paths.append(folder + "/" + path)
      }
    }
    return paths.sorted()
  }
}

struct MissingFolder: Error, CustomStringConvertible {
  let folder: String
  var description: String { "the folder \(folder) is not there" }
}
