/// How early an infant's first skin-to-skin contact came after birth.
public struct FirstContact: Hashable, Codable, Sendable {
  public var at: Instant
  /// Since birth; the contact may have been earlier where `unseen` is not zero.
  public var age: TimeLength
  /// How much of the time between birth and this contact nobody observed.
  public var unseen: TimeLength
  /// Whether contact began early enough for immediate KMC (source: WHO iKMC trial).
  public var isImmediate: Answer

  public init(at: Instant, age: TimeLength, unseen: TimeLength, isImmediate: Answer) {
    self.at = at
    self.age = age
    self.unseen = unseen
    self.isImmediate = isImmediate
  }
}
