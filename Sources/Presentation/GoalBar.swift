import CareModel

/// A day's hours against the goal: contact `█`, unobserved `░`, what is still to come `·`.
struct GoalBar: Hashable, Sendable {
  var contact: TimeLength
  var unobserved: TimeLength
  var goal: TimeLength

  static let mostColumns = 24
  static let leastColumns = 6

  /// Full only where the goal is reached in full; any unobserved minute shows while there is room.
  func drawn(columns: Int) -> StyledText {
    let counted = cells(contact, of: columns)
    var doubtful = cells(contact + unobserved, of: columns) - counted
    if doubtful == 0, unobserved >= .minutes(1), counted < columns { doubtful = 1 }
    let rest = columns - counted - doubtful
    return StyledText(String(repeating: "█", count: counted), .good)
      + StyledText(String(repeating: "░", count: doubtful), .medium)
      + StyledText(String(repeating: "·", count: rest), .quiet)
  }

  private func cells(_ length: TimeLength, of columns: Int) -> Int {
    guard goal > .zero else { return 0 }
    let reached = max(0, min(length.milliseconds, goal.milliseconds))
    return Int((Double(reached) / Double(goal.milliseconds) * Double(columns)).rounded(.down))
  }
}
