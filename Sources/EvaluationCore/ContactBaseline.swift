import CareModel
import SimulatedWard

/// A plain rule over a binder's own signals, to compare with.
///
/// What a sample says holds until the next; after 3 minutes or 6 usual periods nothing is known.
public struct ContactBaseline: Sendable {
  public enum Rule: Hashable, Sendable, CaseIterable {
    /// The clasp is closed.
    case clasp
    /// The clasp is closed and the electrode reads above one half.
    case claspAndElectrode
  }

  public let rule: Rule
  private var said: [(at: Instant, isContact: Bool)] = []

  public init(_ rule: Rule) { self.rule = rule }

  public mutating func take(_ sample: Sample, at now: Instant) {
    guard let isClosed = sample.reading.clasp.value else { return }
    switch rule {
    case .clasp: said.append((sample.measuredAt ?? now, isClosed))
    case .claspAndElectrode:
      guard let level = sample.reading.contact.value else { return }
      said.append((sample.measuredAt ?? now, isClosed && level.fraction > 0.5))
    }
  }

  /// What the rule books up to `end`; nil where the binder lacks its signals.
  public func booked(until end: Instant) -> BookedTime? {
    guard !said.isEmpty else { return nil }
    let said = said.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
    let periods = zip(said, said.dropFirst()).map { $1.at - $0.at }.sorted()
    let usual = periods.isEmpty ? TimeLength.zero : periods[periods.count / 2]
    let silentAfter = max(.minutes(3), usual * 6)
    var contact: [TruthInterval] = []
    var unobserved = [TruthInterval(from: .zero, to: said[0].at)]
    for (index, sample) in said.enumerated() {
      var until = index + 1 < said.count ? said[index + 1].at : end
      if until - sample.at > silentAfter {
        unobserved.append(TruthInterval(from: sample.at, to: until))
        until = sample.at
      }
      guard sample.isContact else { continue }
      if let last = contact.last, last.to == sample.at {
        contact[contact.count - 1].to = until
      } else {
        contact.append(TruthInterval(from: sample.at, to: until))
      }
    }
    return BookedTime(contact: contact, unobserved: unobserved)
  }
}
