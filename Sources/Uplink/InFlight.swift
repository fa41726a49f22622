import CareModel

/// The rows that were sent and not yet acknowledged.
struct InFlight: Hashable, Sendable {
  private var sentAt: [Int64: Instant] = [:]
  /// In the order of sending; those that are gone are skipped at the front.
  private var order: ArraySlice<Int64> = []

  var count: Int { sentAt.count }

  /// When the row was sent for which an acknowledgement is longest awaited.
  var oldest: Instant? { order.first.flatMap { sentAt[$0] } }

  mutating func add(_ number: Int64, at now: Instant) {
    sentAt[number] = now
    order.append(number)
  }

  /// False when it was not under way: a repeat, or of a connection before.
  mutating func remove(_ number: Int64) -> Bool {
    guard sentAt.removeValue(forKey: number) != nil else { return false }
    while let first = order.first, sentAt[first] == nil { order.removeFirst() }
    return true
  }
}
