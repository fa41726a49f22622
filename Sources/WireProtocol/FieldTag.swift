/// The number that says what a field of a frame means; drivers and messages give it a name.
public struct FieldTag: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: UInt8

  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
}
