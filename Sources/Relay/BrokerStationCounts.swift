/// What a station that is fed by the broker counts of itself.
struct BrokerStationCounts: Hashable, Sendable {
  var connections = 0
  var confirmations = 0
  var acts = 0
  private(set) var unreadable = 0
  private(set) var refused = 0

  /// True for the first, which is worth a line in the log.
  mutating func noteUnreadable() -> Bool {
    unreadable += 1
    return unreadable == 1
  }

  mutating func noteRefusal() -> Bool {
    refused += 1
    return refused == 1
  }
}
