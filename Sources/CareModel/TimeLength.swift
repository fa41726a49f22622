/// A length of monotonic time, in whole milliseconds; may be negative as a difference.
public struct TimeLength: Hashable, Comparable, Codable, Sendable {
  public var milliseconds: Int64

  public static let zero = TimeLength(milliseconds: 0)

  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A length of `seconds`, rounded to the nearest millisecond.
  @inlinable public init(seconds: Double) {
    self.milliseconds = Int64((seconds * 1000).rounded())
  }

  public static func seconds(_ seconds: Double) -> TimeLength { TimeLength(seconds: seconds) }
  public static func minutes(_ minutes: Double) -> TimeLength { TimeLength(seconds: minutes * 60) }
  public static func hours(_ hours: Double) -> TimeLength { TimeLength(seconds: hours * 3600) }

  public var seconds: Double { Double(milliseconds) / 1000 }
  public var minutes: Double { seconds / 60 }

  @inlinable public static func < (left: TimeLength, right: TimeLength) -> Bool {
    left.milliseconds < right.milliseconds
  }

  @inlinable public static func + (left: TimeLength, right: TimeLength) -> TimeLength {
    TimeLength(milliseconds: left.milliseconds + right.milliseconds)
  }

  @inlinable public static func - (left: TimeLength, right: TimeLength) -> TimeLength {
    TimeLength(milliseconds: left.milliseconds - right.milliseconds)
  }

  @inlinable public static func += (left: inout TimeLength, right: TimeLength) {
    left.milliseconds += right.milliseconds
  }

  @inlinable public static func * (length: TimeLength, factor: Int64) -> TimeLength {
    TimeLength(milliseconds: length.milliseconds * factor)
  }

  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
