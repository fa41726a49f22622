import CareModel

/// A frame that tells where a board's uptime lies on the gateway's timeline.
struct ClockAnchor: Hashable, Sendable {
  /// In milliseconds since the board's start, counted on where a board's own count wraps.
  var uptime: Int64
  var at: Instant
  /// True where no straight line leads here from the anchor before: the clock stood still, or
  /// one of both came very late.
  var isBroken = false

  /// The less, the sooner the frame came after its uptime; only differences mean something.
  var lateness: Int64 { at.milliseconds - uptime }
}
