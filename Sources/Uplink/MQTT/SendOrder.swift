/// In which order messages were handed to the library, to know the oldest that is unacknowledged.
struct SendOrder {
  private var entries: [(identifier: Int32, since: ContinuousClock.Instant)] = []
  private var first = 0

  mutating func add(_ identifier: Int32, since: ContinuousClock.Instant) {
    entries.append((identifier, since))
  }

  /// When the oldest that still stands in `sent` was handed over.
  mutating func oldest(in sent: [Int32: MQTTConnection.Sent]) -> ContinuousClock.Instant? {
    while first < entries.count {
      let (identifier, since) = entries[first]
      // An identifier comes round again after 65,535 messages.
      if sent[identifier]?.since == since { break }
      first += 1
    }
    if first > 1000, first > entries.count / 2 {
      entries.removeFirst(first)
      first = 0
    }
    return first < entries.count ? entries[first].since : nil
  }
}
