import CareLogic
import CareModel

/// What a binder stored while it was out of reach, decided on apart from the live state.
///
/// It begins with no opinion and never feeds the live detector; its spans fill unobserved time only.
struct HistoryBranch: Codable, Sendable {
  private var detector: ContactDetector
  private var ledger: InfantLedger
  private(set) var lastMeasured: Instant
  private(set) var lastArrived: Instant
  /// The shortest time between two records, which is the board's history period.
  private var period: TimeLength?

  init(startingAt start: Instant, arrivedAt now: Instant) {
    detector = ContactDetector(startingAt: start, reason: "history")
    ledger = InfantLedger(startingAt: start, state: .unobserved("history"))
    lastMeasured = start
    lastArrived = now
  }

  mutating func observe(
    _ reading: Reading, room: Celsius?, measuredAt: Instant, arrivedAt now: Instant,
    settings: CareSettings
  ) {
    if let silent = detector.silentFrom(silenceTimeout(measuredAt, settings)),
      silent <= measuredAt,
      let change = detector.lose(reason: "not stored")
    {
      _ = ledger.change(to: change.state, at: change.from)
    }
    lastMeasured = measuredAt
    lastArrived = now
    let surroundings = ContactEvidence.Surroundings(seatedSkin: nil, room: room)
    if let change = detector.observe(reading, surroundings, at: measuredAt, settings: settings) {
      _ = ledger.change(to: change.state, at: change.from)
    }
  }

  /// Two periods without a record are a gap; the first two records tell the period.
  private mutating func silenceTimeout(
    _ measuredAt: Instant, _ settings: CareSettings
  ) -> TimeLength {
    let elapsed = measuredAt - lastMeasured
    if elapsed > .zero { period = min(period ?? elapsed, elapsed) }
    let longest = min((period ?? .zero) * 2, settings.historyPeriodAtMost * 2)
    return max(settings.deviceSilentAfter, longest)
  }

  /// A hand-over that pauses for longer than this is taken as complete.
  func deadline(settings: CareSettings) -> Instant {
    lastArrived + settings.historyCompleteAfter
  }

  /// Everything that the history shows, in order, up to its last record.
  func decidedSpans() -> [LedgerSpan] {
    var complete = ledger
    _ = complete.change(to: .unobserved("history"), at: lastMeasured)
    return complete.spans
  }
}
