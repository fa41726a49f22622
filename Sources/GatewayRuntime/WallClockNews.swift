import CareModel

/// Picks out of what the wall clock says what is news: a step, or another quality.
struct WallClockNews: Sendable {
  private var told: (offset: Int64, quality: ClockQuality)?
  private var isSetByHand = false

  /// A step that is told on: 500 ms, local choice, well above what two readings differ by.
  private static let stepMilliseconds: Int64 = 500

  /// Returns what to tell the core of a reading at `now`; nil where it is no news.
  ///
  /// The kernel cannot say that a person set the clock. A clock that leaps while nothing disciplines
  /// it was set by somebody: from then on it is an operator's.
  mutating func take(_ reading: WallClock, at now: Instant) -> WallClock? {
    let offset = reading.time.milliseconds - now.milliseconds
    let leapt = told.map { abs($0.offset - offset) >= Self.stepMilliseconds } ?? false
    switch reading.quality {
    case .synchronised: isSetByHand = false
    case .kept where leapt: isSetByHand = true
    case .kept, .operator, .unset: break
    }
    var reading = reading
    if reading.quality == .kept, isSetByHand { reading.quality = .operator }
    if let told, !leapt, told.quality == reading.quality { return nil }
    told = (offset, reading.quality)
    return reading
  }
}
