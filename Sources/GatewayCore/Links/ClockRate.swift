import CareModel

/// How much slower a board's clock runs than the gateway's, and how well that is known.
struct ClockRate: Hashable, Sendable {
  /// What one second of uptime is longer than one of the gateway, as a share.
  var excess: Double
  /// How far from that it may be, as a share.
  var uncertainty: Double

  /// Of a board that nothing is known of: twice what the protocol page lets its clock be off.
  static let unknown = ClockRate(excess: 0, uncertainty: 100e-6)
  /// No crystal that works is further off than this.
  private static let excessMost = 200e-6
  /// What warmth makes of a crystal: its rate at a ward's 10 degrees is not that at the skin.
  private static let wander = 10e-6
  /// How late the least delayed of ten minutes' frames may have come, against another such.
  private static let delay = 0.25
  private static let shortestSpan = TimeLength.hours(1)

  /// The rate between anchors; nil where they lie too close together to tell.
  ///
  /// The median over all pairs that are far apart: one anchor that came late moves it little.
  init?(_ anchors: ArraySlice<ClockAnchor>) {
    guard let first = anchors.first, let last = anchors.last else { return nil }
    let span = last.uptime - first.uptime
    guard span >= Self.shortestSpan.milliseconds else { return nil }
    var slopes: [Double] = []
    for (index, earlier) in zip(anchors.indices, anchors) {
      for later in anchors[(index + 1)...] where 2 * (later.uptime - earlier.uptime) >= span {
        slopes.append(
          Double(later.lateness - earlier.lateness) / Double(later.uptime - earlier.uptime))
      }
    }
    slopes.sort()
    excess = min(max(slopes[slopes.count / 2], -Self.excessMost), Self.excessMost)
    uncertainty = Self.wander + Self.delay * 1000 / Double(span)
  }

  private init(excess: Double, uncertainty: Double) {
    self.excess = excess
    self.uncertainty = uncertainty
  }

  /// A newer estimate counts unless it is much the poorer, as after a restart of the board.
  func improved(by newer: ClockRate) -> ClockRate {
    newer.uncertainty <= max(uncertainty, 2 * Self.wander) ? newer : self
  }

  /// How long the gateway's clock takes for this much uptime.
  func length(ofUptime milliseconds: Int64) -> TimeLength {
    TimeLength(milliseconds: milliseconds + Int64((Double(milliseconds) * excess).rounded()))
  }

  /// How wrong that length may be.
  func doubt(ofUptime milliseconds: Int64) -> TimeLength {
    TimeLength(milliseconds: Int64((Double(milliseconds) * uncertainty).rounded(.up)))
  }
}
