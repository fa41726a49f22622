import CareModel

/// A moment as the documents write it: UTC in ISO 8601, such as `2026-01-10T08:00:00Z`.
public struct StationTime: Hashable, Comparable, Codable, Sendable {
  public var wall: WallTime

  public init(_ wall: WallTime) { self.wall = wall }

  public static func < (left: StationTime, right: StationTime) -> Bool { left.wall < right.wall }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let wall = WallTime(iso8601: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "`\(text)` is no time such as 2026-01-10T08:00:00Z")
    }
    self.wall = wall
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wall.iso8601)
  }
}
