import CareModel

/// What is booked for one instant of one infant, once everything that came was weighed.
public enum BookedContact: Hashable, Sendable {
  case contact(ContactInterval)
  case noContact
  case unobserved(UnobservedInterval)

  /// From the events of a whole trace.
  ///
  /// Contact that late records showed stands above the unobserved time that was told before.
  public init(_ events: some Sequence<CareEvent>, of infant: InfantIdentifier, at moment: Instant) {
    var booked = BookedContact.noContact
    for event in events {
      switch event {
      case .contact(let interval) where interval.infant == infant:
        if interval.from <= moment, moment < interval.to { booked = .contact(interval) }
      case .unobserved(let interval) where interval.infant == infant:
        guard interval.from <= moment, moment < interval.to, booked == .noContact else { continue }
        booked = .unobserved(interval)
      default: continue
      }
    }
    self = booked
  }

  /// `contact 08:10 to 10:45, confidence 0.98`.
  func words(_ clock: LocalClock) -> String {
    switch self {
    case .contact(let interval):
      "contact \(stretch(interval.from, interval.to, clock)), "
        + "confidence \(Figures.probability(interval.confidence))"
        + (interval.isLate ? ", from stored records" : "")
    case .noContact: "no contact"
    case .unobserved(let interval):
      "unobserved \(stretch(interval.from, interval.to, clock)), \(interval.reason)"
    }
  }

  private func stretch(_ from: Instant, _ to: Instant, _ clock: LocalClock) -> String {
    "\(clock.hourMinute(from)) to \(clock.hourMinute(to))"
  }
}
