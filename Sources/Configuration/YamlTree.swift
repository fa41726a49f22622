import Yams

/// Turns YAML text into the file's tree; the only place that knows the YAML library.
enum YamlTree {
  /// More nodes than any ward needs; aliases of aliases would otherwise grow without an end.
  private static let nodesAtMost = 100_000

  /// The tree, or nil where the text holds no tree: empty (no problem added) or invalid YAML.
  ///
  /// The library stops at the first repeated key, so the repeats are reported, renamed in a copy
  /// of the text, and the copy is parsed again.
  static func parse(_ text: String, _ problems: inout ProblemList) -> FileNode? {
    var lines = SourceLines(text)
    var renamed: Set<FilePosition> = []
    while true {
      do {
        // Scalars are read as text and typed here; the library's own guesses cost regular
        // expressions, and 0.8 MB of memory for good.
        guard let root = try Yams.compose(yaml: lines.text, .basic, .default, .utf8) else {
          return nil
        }
        var budget = nodesAtMost
        let tree = node(root, &budget, renamed)
        guard budget > 0 else {
          problems.error(.start, "the file has more than \(nodesAtMost) values")
          return nil
        }
        return tree
      } catch let YamlError.duplicatedKeysInMapping(keys, context) {
        let first = position(context.mark)
        let key = keys.first ?? ""
        let message = "key `\(key)` is repeated; it stood in line \(first.line) already"
        let before = renamed.count
        while let place = lines.renameRepeatedKey(key, first: first, number: renamed.count) {
          problems.error(place, message)
          renamed.insert(place)
        }
        guard renamed.count > before else {
          problems.error(first, "key `\(key)` is repeated in the same map")
          return nil
        }
      } catch let error as YamlError {
        YamlSyntax.report(error, in: lines, &problems)
        return nil
      } catch {
        problems.error(.start, "not valid YAML: \(error)")
        return nil
      }
    }
  }

  private static func node(
    _ node: Node, _ budget: inout Int, _ renamed: Set<FilePosition>
  ) -> FileNode {
    budget -= 1
    let place = node.mark.map(position) ?? .start
    guard budget > 0 else { return FileNode(content: .empty, position: place) }
    switch node {
    case .scalar(let scalar):
      return FileNode(content: content(scalar), position: place)
    case .sequence(let sequence):
      let list = sequence.map { Self.node($0, &budget, renamed) }
      return FileNode(content: .list(list), position: place)
    case .mapping(let mapping):
      var entries: [FileNode.Entry] = []
      for (key, value) in mapping {
        let keyPlace = key.mark.map(position) ?? place
        // Reported as repeated already.
        if renamed.contains(keyPlace) { continue }
        let name = key.scalar?.string ?? "(a list or map as a key)"
        entries.append(
          FileNode.Entry(
            key: Located(value: name, position: keyPlace),
            value: Self.node(value, &budget, renamed)))
      }
      return FileNode(content: .map(entries), position: place)
    case .alias:
      return FileNode(content: .empty, position: place)
    }
  }

  private static func content(_ scalar: Node.Scalar) -> FileNode.Content {
    let isQuoted = scalar.style != .plain
    if !isQuoted, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .empty }
    return .scalar(scalar.string, isQuoted: isQuoted)
  }

  static func position(_ mark: Mark) -> FilePosition {
    FilePosition(line: max(1, mark.line), column: max(1, mark.column))
  }
}
