/// A moment of civil time in UTC: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Wall time is a label for people; no duration is ever computed from it.
public struct WallTime: Hashable, Comparable, Codable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: WallTime, right: WallTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}

/// How far the wall clock can be trusted, from not at all to disciplined by a time source.
public enum ClockQuality: String, Codable, Comparable, Sendable, CaseIterable {
  /// The board has just started without a battery clock.
  case unset
  /// Carried over from before a restart, possibly late.
  case kept
  /// Typed in by a person.
  case `operator`
  /// The kernel says that a time source disciplines it.
  case synchronised

  private var rank: Int {
    switch self {
    case .unset: 0
    case .kept: 1
    case .operator: 2
    case .synchronised: 3
    }
  }

  public static func < (left: ClockQuality, right: ClockQuality) -> Bool { left.rank < right.rank }
}
