/// A point on the gateway's monotonic timeline, in whole milliseconds.
///
/// The timeline counts through suspend and through restarts; it never follows the wall clock.
/// Range: zero is the first start of the ledger (or `t = 0` of a trace).
public struct Instant: Hashable, Comparable, Codable, Sendable {
  public var milliseconds: Int64

  public static let zero = Instant(milliseconds: 0)
  public static let distantFuture = Instant(milliseconds: .max / 4)

  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// An instant `seconds` after zero, rounded to the nearest millisecond.
  @inlinable public init(seconds: Double) {
    self.milliseconds = Int64((seconds * 1000).rounded())
  }

  public var seconds: Double { Double(milliseconds) / 1000 }

  @inlinable public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  @inlinable public static func + (instant: Instant, length: TimeLength) -> Instant {
    Instant(milliseconds: instant.milliseconds + length.milliseconds)
  }

  @inlinable public static func - (instant: Instant, length: TimeLength) -> Instant {
    Instant(milliseconds: instant.milliseconds - length.milliseconds)
  }

  @inlinable public static func - (later: Instant, earlier: Instant) -> TimeLength {
    TimeLength(milliseconds: later.milliseconds - earlier.milliseconds)
  }

  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
