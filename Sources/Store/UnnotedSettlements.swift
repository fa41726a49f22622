/// What was acknowledged and refused, and is not on the disk yet.
///
/// Losing it costs a repeat: the message is sent again, and its receiver drops it by its name.
struct UnnotedSettlements {
  private struct Waiting {
    var acknowledged: Set<Int64> = []
    var refused: [Int64: String] = [:]
    /// On their way to the disk.
    var underway: Set<Int64> = []
  }

  private var waiting: [String: Waiting] = [:]

  mutating func acknowledge(_ number: Int64, by destination: String) {
    waiting[destination, default: Waiting()].acknowledged.insert(number)
  }

  mutating func refuse(_ number: Int64, by destination: String, because reason: String) {
    waiting[destination, default: Waiting()].refused[number] = reason
  }

  func count(for destination: String) -> Int {
    guard let waiting = waiting[destination] else { return 0 }
    return waiting.acknowledged.count + waiting.refused.count + waiting.underway.count
  }

  /// Whether the row needs no more sending, although the disk does not say so yet.
  func contains(_ number: Int64, for destination: String) -> Bool {
    guard let waiting = waiting[destination] else { return false }
    return waiting.acknowledged.contains(number) || waiting.refused[number] != nil
      || waiting.underway.contains(number)
  }

  /// Takes out what one transaction is to carry, the oldest first; `done` or `putBack` follows.
  mutating func take(atMost limit: Int) -> [OutboxSettlement] {
    var settlements: [OutboxSettlement] = []
    for name in waiting.keys.sorted() {
      guard var part = waiting[name], !(part.acknowledged.isEmpty && part.refused.isEmpty) else {
        continue
      }
      let acknowledged = part.acknowledged.sorted().prefix(limit)
      let refused = part.refused.sorted { $0.key < $1.key }.prefix(limit)
      part.acknowledged.subtract(acknowledged)
      for (number, _) in refused { part.refused[number] = nil }
      part.underway.formUnion(acknowledged)
      part.underway.formUnion(refused.map(\.key))
      waiting[name] = part
      settlements.append(
        OutboxSettlement(
          destination: name, acknowledged: Array(acknowledged),
          refused: refused.map { .init(number: $0.key, reason: $0.value) }))
    }
    return settlements
  }

  mutating func done(_ settlements: [OutboxSettlement]) {
    for settlement in settlements {
      waiting[settlement.destination]?.underway.subtract(settlement.acknowledged)
      waiting[settlement.destination]?.underway.subtract(settlement.refused.map(\.number))
    }
  }

  mutating func putBack(_ settlements: [OutboxSettlement]) {
    done(settlements)
    for settlement in settlements {
      waiting[settlement.destination]?.acknowledged.formUnion(settlement.acknowledged)
      for refusal in settlement.refused {
        waiting[settlement.destination]?.refused[refusal.number] = refusal.reason
      }
    }
  }
}
