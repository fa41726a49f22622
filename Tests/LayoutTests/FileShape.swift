/// How long a file and a function may be, and what a file is called.
enum FileShape {
  static let linesMost = 300
  static let functionLinesMost = 70

  static func tooLong(_ file: SourceFile) -> [Violation] {
    guard file.lines.count > linesMost else { return [] }
    return [
      Violation(
        path: file.path, line: linesMost + 1,
        advice: "\(file.lines.count) lines, \(linesMost) at most; split it by what it is about")
    ]
  }

  /// Functions end at the first brace that is indented as they are: the format check sees to it.
  static func longFunctions(_ file: SourceFile) -> [Violation] {
    file.matches(of: /^( *)(?:[\w@()]+ )*(?:func \S+|init[?(<].*|deinit) ?.*$/).compactMap {
      match, start in
      let end = match.output.1 + "}"
      guard let length = file.code.dropFirst(start).firstIndex(where: { $0 == end }),
        length - start + 2 > functionLinesMost
      else { return nil }
      return Violation(
        path: file.path, line: start,
        advice: "a function of \(length - start + 2) lines, \(functionLinesMost) at most; a "
          + "function fits a screen")
    }
  }

  /// Families of small types that are read together; whatever else joins them needs its own file.
  private static let families: Set = [
    "Sources/Configuration/DeviceReading.swift", "Sources/Configuration/PlaceConfigurations.swift",
    "Sources/Configuration/WardKeys.swift", "Sources/Configuration/ZoneOffsets.swift",
    "Sources/Store/StoreRows.swift", "Sources/kmcd/Commands/StreamCommands.swift",
    "Sources/kmcd/Commands/TellCommands.swift",
  ]

  /// A file that declares types declares the one that it is named after, or a family of that name.
  ///
  /// One that only extends may be named for what it adds.
  static func misnamed(_ file: SourceFile) -> [Violation] {
    guard file.name != "main.swift", !families.contains(file.path) else { return [] }
    let declared = file.matches(
      of:
        /^(?:@\w+ )*(?:public |final |indirect |package )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/
    ).map { (String($0.match.output.1), $0.line) }
    let extended = file.matches(of: /^(?:public )?extension ([\w.]+)/).map {
      String($0.match.output.1.split(separator: ".").last ?? "")
    }
    if extended.contains(file.subject) { return [] }
    let family = singular(file.subject)
    if declared.contains(where: { $0.0 == file.subject || $0.0.hasPrefix(family) }) { return [] }
    guard let (name, line) = declared.first else { return [] }
    return [
      Violation(
        path: file.path, line: line,
        advice: "\(name) lives in \(name).swift, or the file declares a \(file.subject)")
    ]
  }

  private static func singular(_ word: String) -> String {
    if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    return word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }

  /// Words that put off what has to be done; written apart here, so that this file may name them.
  private static let postponing = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]

  static func postponed(_ file: SourceFile) -> [Violation] {
    file.lines.enumerated().flatMap { index, line in
      let words = Set(line.split { !$0.isLetter }.map(String.init))
      return postponing.filter(words.contains).map { word in
        Violation(
          path: file.path, line: index + 1, advice: "\(word): do it, or write an issue about it")
      }
    }
  }
}
