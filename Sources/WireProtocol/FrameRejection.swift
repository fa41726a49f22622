/// Why the bytes between two delimiters are not a frame that this side can use.
///
/// Checked in this order; the first that applies is the one given.
public enum FrameRejection: String, Error, Hashable, Codable, Sendable, CaseIterable {
  /// More bytes without a delimiter than any frame has; the rest up to the delimiter is dropped.
  case tooLong
  /// Not byte stuffing: a block runs over the end.
  case badStuffing
  /// Too few bytes for the header and the checksum; for the rest of the header, which differs by
  /// direction, checked after `wrongDirection`.
  case tooShort
  /// Damaged on the way.
  case badChecksum
  /// Whole, but in a protocol version that this gateway does not speak.
  case unsupportedVersion
  /// Whole, but sent by the other side (an echo) or of a type that nobody may send.
  case wrongDirection
  /// Whole, but a field runs over the end: the board's program is wrong.
  case malformedFields
}
