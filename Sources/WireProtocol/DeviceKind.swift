/// What sort of board sends, as one byte of its header; the drivers give the numbers their names.
public struct DeviceKind: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: UInt8

  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// True for the numbers that a laboratory may use for its own boards.
  public var isPrivate: Bool { rawValue >= 0x80 }
}
