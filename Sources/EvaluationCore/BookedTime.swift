import CareModel
import SimulatedWard

/// What the events say of one infant's time: contact, unobserved, and the days as last printed.
public struct BookedTime: Hashable, Sendable {
  public var contact: [TruthInterval]
  /// Without what late history filled with contact.
  public var unobserved: [TruthInterval]
  /// The highest revision of each day, in order of the date; a day without a date comes first.
  public var days: [DaySummary]
  /// Stretches of which the gateway says that the signals contradict each other.
  public var contradictory: [TruthInterval]
  /// Intervals of contact that overlap: none may.
  public var overlaps: Int

  public init(contact: [TruthInterval], unobserved: [TruthInterval]) {
    self.contact = contact.united
    self.unobserved = unobserved.united.without(self.contact)
    days = []
    contradictory = []
    overlaps = 0
  }

  /// - Parameter end: the end of the trace, up to which a standing condition stands.
  public init(_ events: [CareEvent], of infant: InfantIdentifier, until end: Instant) {
    var contact: [TruthInterval] = []
    var unobserved: [TruthInterval] = []
    var contradictory: [TruthInterval] = []
    var days: [LocalDate?: DaySummary] = [:]
    var standing: [AlarmIdentifier: Instant] = [:]
    for event in events {
      switch event {
      case .contact(let span) where span.infant == infant:
        contact.append(TruthInterval(from: span.from, to: span.to))
      case .unobserved(let span) where span.infant == infant:
        let interval = TruthInterval(from: span.from, to: span.to)
        unobserved.append(interval)
        if span.reason.contains("contradict") { contradictory.append(interval) }
      case .day(let day) where day.infant == infant:
        if day.revision >= days[day.date]?.revision ?? 0 { days[day.date] = day }
      case .alarm(let alarm)
      where alarm.condition == .contradictorySignals && alarm.infant == infant:
        if alarm.state == .active { standing[alarm.identifier] = alarm.since }
        if alarm.state == .resolved, let since = standing.removeValue(forKey: alarm.identifier) {
          contradictory.append(TruthInterval(from: since, to: alarm.at))
        }
      default: break
      }
    }
    for since in standing.values { contradictory.append(TruthInterval(from: since, to: end)) }
    self.init(contact: contact, unobserved: unobserved)
    let isDated = days.keys.contains { $0 != nil }
    self.days = days.values.filter { !isDated || $0.date != nil }.sorted {
      ($0.date?.dayNumber ?? .min) < ($1.date?.dayNumber ?? .min)
    }
    self.contradictory = contradictory.united
    let ordered = contact.sorted { $0.from < $1.from }
    overlaps = zip(ordered, ordered.dropFirst()).filter { $0.to > $1.from }.count
  }
}
