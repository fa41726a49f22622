import CareModel

/// How much backlog may be sent now: it grows with time up to a quarter of a second's worth.
struct BacklogAllowance: Hashable, Sendable {
  /// Nil: without limit.
  let perSecond: Int64?
  /// A thousand are one row.
  private var thousandths: Int64 = 0
  private var since: Instant

  init(perSecond: Int?, at now: Instant) {
    self.perSecond = perSecond.map { Int64($0) }
    since = now
  }

  /// Takes one row's worth, if there is one.
  mutating func take(at now: Instant) -> Bool {
    guard let perSecond else { return true }
    let grown = max(0, (now - since).milliseconds)
    since = max(since, now)
    // An hour fills it whatever the rate; beyond that the product could overflow.
    thousandths = min(thousandths + min(grown, 3_600_000) * perSecond, most(perSecond))
    guard thousandths >= 1_000 else { return false }
    thousandths -= 1_000
    return true
  }

  /// When there is enough for the next rows, after `take` has said no.
  ///
  /// Not before a twentieth of a second, so that a high rate does not wake the processor for each.
  var nextAt: Instant {
    guard let perSecond else { return since }
    let missing = max(0, 1_000 - thousandths)
    return since + TimeLength(milliseconds: max(50, (missing + perSecond - 1) / perSecond))
  }

  private func most(_ perSecond: Int64) -> Int64 { max(1_000, perSecond * 250) }
}
