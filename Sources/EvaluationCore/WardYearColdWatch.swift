import CareModel
import SimulatedWard

/// For how long each infant was truly cold while somebody could have seen it.
struct WardYearColdWatch {
  struct Bed {
    var seen = TimeLength.zero
    var last: Instant?
  }

  /// When these infants came.
  let since: Instant
  private(set) var beds: [Bed]

  init(of since: Instant, beds count: Int) {
    self.since = since
    beds = Array(repeating: Bed(), count: count)
  }

  /// A seated probe's sample reached the gateway.
  mutating func hear(_ bed: Int, isCold: Bool, at now: Instant) {
    let last = beds[bed].last
    beds[bed].last = now
    guard isCold else {
      beds[bed].seen = .zero
      return
    }
    // Longer pauses count as the shortest that boards make: nobody looked.
    if let last { beds[bed].seen += min(now - last, .seconds(60)) }
  }
}
