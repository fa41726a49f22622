import CareModel

/// Says how old a hub's message is, from the hub's own timeline: a line that was held up, or a
/// broker that had kept something, delivers old wards as if they were new.
struct HubClock: Hashable, Sendable {
  /// The station's timeline less the hub's, by the quickest message so far.
  private var offset: TimeLength?
  private var learntAt = Instant.zero

  /// Two clocks may drift apart so much; local choice, far more than quartz does.
  private static let driftPerMille: Int64 = 1

  /// When that which was sent at `sent`, by the hub's clock, was true, by the station's.
  mutating func moment(ofSent sent: Instant, heardAt now: Instant) -> Instant {
    let difference = now - sent
    if let before = offset {
      let drift = max(0, (now - learntAt).milliseconds) * Self.driftPerMille / 1000
      offset = min(difference, before + TimeLength(milliseconds: drift))
    } else {
      offset = difference
    }
    // Below a second the drift would be cut to nothing each time.
    if (now - learntAt) >= .seconds(1) || offset == difference { learntAt = now }
    return min(now, sent + (offset ?? difference))
  }
}
