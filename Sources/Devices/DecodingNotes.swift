/// What was left aside while a frame's fields were read; none of it makes the frame unusable.
public struct DecodingNotes: Hashable, Codable, Sendable {
  /// Fields whose tag this version does not know, as a newer board may send.
  public var unknownFields = 0
  /// Fields of a known tag with a length that is not its own.
  public var wrongSizeFields = 0
  /// Fields whose tag came before with a right length; the first counts.
  public var repeatedFields = 0
  /// Measured values, or faults of them, that the driver of this kind does not list.
  public var foreignFields = 0
  /// Values that no infant, binder or ward can have.
  public var implausibleValues = 0

  public init() {}

  /// True where every byte was understood and every value can be.
  public var isClean: Bool { self == DecodingNotes() }

  /// Adds up what many frames left aside.
  public static func += (total: inout DecodingNotes, notes: DecodingNotes) {
    total.unknownFields += notes.unknownFields
    total.wrongSizeFields += notes.wrongSizeFields
    total.repeatedFields += notes.repeatedFields
    total.foreignFields += notes.foreignFields
    total.implausibleValues += notes.implausibleValues
  }
}
