/// Reads the keys of one map of the file and reports every key that does not belong there.
struct MappingReader: Sendable {
  let section: FileSection
  let position: FilePosition
  private let entries: [String: FileNode.Entry]
  /// Keys that a misspelt key already stands for, so that they are not called missing as well.
  private let misspelt: Set<String>

  /// Nil, with a problem, where `node` is no map; nothing at all counts as an empty map.
  init?(_ node: FileNode, _ section: FileSection, _ problems: inout ProblemList) {
    let found: [FileNode.Entry]
    switch node.content {
    case .map(let entries): found = entries
    case .empty where !section.isList: found = []
    default:
      let example = ConfigurationCatalogue.names(in: section).first ?? ""
      problems.error(
        node.position,
        "\(section.name) needs keys such as `\(example):`, but \(node.kindName) stands here")
      return nil
    }
    let valid = ConfigurationCatalogue.names(in: section)
    var entries: [String: FileNode.Entry] = [:]
    var misspelt: Set<String> = []
    for entry in found {
      let name = entry.key.value
      guard valid.contains(name) else {
        let present = Set(found.map(\.key.value))
        let absent = valid.filter { !present.contains($0) }
        let meant = Self.reportUnknown(entry.key, section, valid, absent, &problems)
        if let meant { misspelt.insert(meant) }
        continue
      }
      if let earlier = entries[name] {
        problems.error(
          entry.key.position,
          "key `\(name)` is repeated; it stood in line \(earlier.key.position.line) already")
      } else {
        entries[name] = entry
      }
    }
    self.section = section
    self.position = node.position
    self.entries = entries
    self.misspelt = misspelt
  }

  /// Where the last of these keys stands, for what is wrong with them together.
  func lastPosition(of names: String...) -> FilePosition {
    names.compactMap { keyPosition($0) }.max() ?? position
  }

  /// The value of a key; its default where the key is absent; nil where it is neither.
  ///
  /// A refused value and a required key that is absent are reported.
  func read<Value>(_ key: FileKey<Value>, _ problems: inout ProblemList) -> Located<Value>? {
    guard let entry = entries[key.name] else {
      if key.isRequired, !misspelt.contains(key.name) {
        problems.error(
          position, "\(section.name) lacks `\(key.name)`: \(key.meaning) (\(key.rule.allowed))")
      }
      return key.defaultValue.map { Located(value: $0, position: position) }
    }
    if case .empty = entry.value.content {
      problems.error(
        entry.key.position, "`\(key.name)` has no value: give one (\(key.rule.allowed))")
      return nil
    }
    do throws(Refusal) {
      return Located(value: try key.rule.read(entry.value), position: entry.value.position)
    } catch {
      problems.error(error.position ?? entry.value.position, "`\(key.name)`: \(error.message)")
      return nil
    }
  }

  /// The place of a key that the map has.
  func keyPosition(_ name: String) -> FilePosition? { entries[name]?.key.position }

  func has(_ name: String) -> Bool { entries[name] != nil }

  /// The node behind a key, for the sections of the file.
  func node(_ name: String) -> FileNode? { entries[name]?.value }

  /// True where the key is absent and no misspelt key stands for it.
  func lacks(_ name: String) -> Bool { entries[name] == nil && !misspelt.contains(name) }

  private static func reportUnknown(
    _ key: Located<String>, _ section: FileSection, _ valid: [String], _ absent: [String],
    _ problems: inout ProblemList
  ) -> String? {
    let unknown = "unknown key `\(key.value)` in \(section.name)"
    // A key that is not there yet is the likelier one to be meant.
    let nearest =
      NearestName.of(key.value, among: absent) ?? NearestName.of(key.value, among: valid)
    if let nearest {
      problems.error(key.position, "\(unknown); did you mean `\(nearest)`?")
      return nearest
    }
    let home = FileSection.allCases.first {
      ConfigurationCatalogue.names(in: $0).contains(key.value)
    }
    if let home {
      problems.error(key.position, "\(unknown); it belongs in \(home.name)")
    } else if valid.count <= 16 {
      let list = valid.map { "`\($0)`" }.joined(separator: ", ")
      problems.error(key.position, "\(unknown); valid keys are \(list)")
    } else {
      problems.error(
        key.position, "\(unknown); docs/CONFIGURATION.md lists the \(valid.count) valid keys")
    }
    return nil
  }
}
