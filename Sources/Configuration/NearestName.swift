/// Finds the name that a misspelt one probably meant.
public enum NearestName {
  /// The nearest of `names`, or nil where none is near enough to be a help.
  ///
  /// Near enough is one change in every three characters, and always one change, so that short
  /// names do not match each other at random. Letter case and the kind of dash do not count.
  public static func of(_ name: String, among names: some Sequence<String>) -> String? {
    let wanted = folded(name)
    guard wanted.count <= 128 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let characters = folded(candidate)
      let allowed = max(1, min(wanted.count, characters.count) / 3)
      let distance = distance(wanted, characters)
      guard distance <= allowed, distance < min(wanted.count, characters.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let same = left[row - 1] == right[column - 1]
        var least = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          least = min(least, beforePrevious[column - 2] + 1)
        }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }

  private static func folded(_ name: String) -> [Character] {
    name.lowercased().map { $0 == "-" ? "_" : $0 }
  }
}
