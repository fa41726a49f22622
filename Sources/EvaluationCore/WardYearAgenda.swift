import CareModel

/// What is still to happen, earliest first; of the same moment in the order in which it was planned.
struct WardYearAgenda {
  enum Entry: Hashable {
    /// One of the year's faults befalls the ward.
    case fault
    /// An armed kill strikes although no alarm was told.
    case killAnyway
    case restart
    case commitDone(Int)
    case deviceBack(DeviceIdentifier, isPlugged: Bool)
    case brokerBack
    case diskWorks
    case stationSilent
    case clockRight
    case nurse
    case standby
    case look
  }

  private var entries: [(at: Instant, number: Int, entry: Entry)] = []
  private var number = 0

  var next: Instant { entries.last?.at ?? .distantFuture }

  mutating func plan(_ entry: Entry, at instant: Instant) {
    number += 1
    // Kept with the earliest at the end, where it is cheap to take.
    let place = entries.firstIndex { $0.at <= instant } ?? entries.endIndex
    entries.insert((instant, number, entry), at: place)
  }

  mutating func take() -> (at: Instant, entry: Entry)? {
    entries.popLast().map { ($0.at, $0.entry) }
  }
}
