import Foundation

/// Reads and checks configuration files; never starts with half of one.
public enum ConfigurationLoader {
  /// No ward's file comes near: whoever exceeds it has named the wrong file.
  private static let bytesAtMost = 1_000_000

  /// Reads a file of the disk and checks it.
  ///
  /// Throws `missing`, `unreadable`, or `invalid` with every problem of the file.
  public static func load(path: String) throws(ConfigurationErrors) -> GatewayConfiguration {
    try parse(text: text(path: path), file: path)
  }

  /// Reads a file of the disk without checking more than that it is text.
  ///
  /// Throws `missing`, `unreadable`, or `invalid` where it is not UTF-8.
  public static func text(path: String) throws(ConfigurationErrors) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(file: path)
    }
    if isFolder.boolValue {
      throw .unreadable(file: path, reason: "it is a folder; name the file in it")
    }
    let bytes: [UInt8]
    do { bytes = try read(path) } catch {
      throw .unreadable(file: path, reason: reason(error))
    }
    guard bytes.count <= bytesAtMost else {
      throw .unreadable(file: path, reason: "it is larger than \(bytesAtMost) bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = firstInvalid(bytes)
      throw .invalid([
        ConfigurationProblem(
          file: path, line: place.line, column: place.column, severity: .error,
          message: "not UTF-8: save the file with that encoding")
      ])
    }
    return text
  }

  /// Checks text that is, or would be, in `file`, from whose folder relative paths are meant.
  ///
  /// Throws `invalid` with every problem of the text.
  public static func parse(
    text: String, file: String
  ) throws(ConfigurationErrors) -> GatewayConfiguration {
    var problems = ProblemList(file: file)
    let root = YamlTree.parse(text, &problems)
    if let root, case .empty = root.content {
      reportEmpty(&problems)
    } else if let root {
      var reader = ConfigurationReader(problems: problems, folder: folder(of: file))
      let configuration = reader.read(root)
      problems = reader.problems
      if var configuration, !problems.hasErrors {
        configuration.warnings = problems.sorted
        return configuration
      }
    } else if !problems.hasErrors {
      reportEmpty(&problems)
    }
    throw .invalid(problems.sorted)
  }

  private static func reportEmpty(_ problems: inout ProblemList) {
    problems.error(
      .start, "the file is empty, or all of it is a comment; begin with docs/kmcd.example.yaml")
  }

  /// Everything before the last slash, with it; empty where the name has none.
  static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }

  private static func read(_ path: String) throws -> [UInt8] {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    // One byte more than allowed shows that there is too much, whatever kind of file it is.
    let data = try handle.read(upToCount: bytesAtMost + 1) ?? Data()
    try handle.close()
    return [UInt8](data)
  }

  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let code = (error.userInfo[NSUnderlyingErrorKey] as? NSError)?.code
    return code == Int(EACCES) || error.code == CocoaError.fileReadNoPermission.rawValue
      ? "permission denied; the user that runs kmcd must be able to read it"
      : error.localizedDescription
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> FilePosition {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (row, line) in lines.enumerated() where String(validating: line, as: UTF8.self) == nil {
      let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
      let column = scalars.prefix { $0 != "\u{FFFD}" }.count
      return FilePosition(line: row + 1, column: column + 1)
    }
    return .start
  }
}
