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

  /// Begins with what the binder has taught about itself, and teaches nothing back.
  init(
    startingAt start: Instant, arrivedAt now: Instant, calibration: BinderCalibration,
    settings: CareSettings
  ) {
    detector = ContactDetector(
      startingAt: start, reason: "history", settings: settings, calibration: calibration)
    ledger = InfantLedger(startingAt: start, state: .unobserved("history"))
    lastMeasured = start
    lastArrived = now
  }

  mutating func observe(
    _ reading: Reading, room: Celsius?, measuredAt: Instant, arrivedAt now: Instant,
    settings: CareSettings
  ) {
    if let silent = detector.silentFrom(silenceTimeout(measuredAt, settings)),
      silent <= measuredAt
    {
      for change in detector.lose(reason: "not stored", settings: settings) { book(change) }
    }
    lastMeasured = measuredAt
    lastArrived = now
    guard detector.take(reading, at: measuredAt, settings: settings) else { return }
    let surroundings = ContactSurroundings(seatedSkin: nil, room: room)
    for change in detector.step(surroundings, at: measuredAt, settings: settings) { book(change) }
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
  func decidedSpans(settings: CareSettings) -> [LedgerSpan] {
    var complete = self
    for change in complete.detector.settle(settings: settings) { complete.book(change) }
    _ = complete.ledger.change(to: .unobserved("history"), at: lastMeasured)
    return complete.ledger.spans
  }

  private mutating func book(_ change: ContactChange) {
    _ = ledger.change(to: change.state, at: change.from)
  }
}
