import SimulatedWard

/// The queue on the disk, and the broker at the other end of a line that comes and goes.
struct WardYearOutbox {
  /// Rows on the disk, oldest first; those that the disk knows as acknowledged are gone.
  private var rows: [WardYearMessage] = []
  /// How many of the rows were acknowledged in this run, which a kill forgets.
  private var acknowledged = 0
  private(set) var isBrokerAway = false

  var isEmpty: Bool { rows.isEmpty }
  var isSent: Bool { acknowledged == rows.count }

  /// The commit holds new rows, and notes what was acknowledged before.
  mutating func commit(_ messages: [WardYearMessage]) {
    rows.removeFirst(acknowledged)
    acknowledged = 0
    rows += messages
  }

  /// What goes out now: everything that was not acknowledged in this run, in order.
  mutating func send() -> ArraySlice<WardYearMessage> {
    guard !isBrokerAway, acknowledged < rows.count else { return [] }
    defer { acknowledged = rows.count }
    return rows[acknowledged...]
  }

  /// Answers that were under way are lost with the line, so what they were for is sent again.
  mutating func lose(_ generator: inout SeededGenerator) {
    isBrokerAway = true
    acknowledged = max(0, acknowledged - generator.integer(0, 5))
  }

  /// The flaw that forgets a row which nobody has acknowledged.
  mutating func loseRow() { if acknowledged < rows.count { rows.removeLast() } }

  mutating func brokerIsBack() { isBrokerAway = false }

  /// A new process reads the rows from the disk, where nothing is noted since the last commit.
  mutating func restart() { acknowledged = 0 }
}
