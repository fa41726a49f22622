import CareLogic
import CareModel

/// Everything of one infant from which days are cut, in care or released.
struct HoursRecord {
  let infant: InfantIdentifier
  let born: WallTime?
  let ledger: InfantLedger
  /// Where the open span ends: now, or when the infant was released.
  let end: Instant
  var days: DayBook

  init(_ dyad: Dyad, at now: Instant) {
    infant = dyad.infant
    born = dyad.assignment.born
    ledger = dyad.ledger
    end = now
    days = dyad.days
  }

  init(_ released: ReleasedInfant) {
    infant = released.infant
    born = released.born
    ledger = released.ledger
    end = released.at
    days = released.days
  }

  /// True where every span of `window` is still held.
  func holdsDetail(of window: Range<Instant>) -> Bool {
    window.lowerBound >= ledger.detailFrom || ledger.detailFrom == ledger.coveredFrom
  }
}
