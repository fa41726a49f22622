import CareLogic
import CareModel

extension Ward {
  /// Contact within the first hour after birth that lies in `window`; nil where none of it does.
  func firstHour(of record: HoursRecord, within window: Range<Instant>) -> TimeLength? {
    guard let born = birth(of: record) else { return nil }
    let from = max(born, window.lowerBound)
    let to = min(born + settings.firstHour, window.upperBound, record.end)
    guard from < to, record.holdsDetail(of: from..<to), to > record.ledger.coveredFrom else {
      return nil
    }
    return record.ledger.totals(within: from..<to, now: record.end).contact
  }

  /// How old the infant was at its first contact; nil while the time of birth is not known.
  func firstContactOfLife(of record: HoursRecord) -> FirstContact? {
    guard let born = birth(of: record), let first = record.ledger.firstContact, born <= first,
      record.holdsDetail(of: born..<max(first, born + .seconds(1)))
    else { return nil }
    let age = first - born
    func unseen(until end: Instant) -> TimeLength {
      let before = record.ledger.totals(within: born..<end, now: first)
      return end - born - before.noContact
    }
    let limit = born + settings.immediateWithin
    let isImmediate: Answer =
      if age <= settings.immediateWithin {
        .yes
      } else {
        unseen(until: limit) > .zero ? .cannotBeSaid : .no
      }
    return FirstContact(
      at: first, age: age, unseen: first > born ? unseen(until: first) : .zero,
      isImmediate: isImmediate)
  }

  private func birth(of record: HoursRecord) -> Instant? {
    record.born.flatMap { state.clock.instant(of: $0) }
  }
}
