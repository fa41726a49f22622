import CareModel

/// What is known of skin-to-skin contact over a stretch of time.
public enum ContactState: Hashable, Codable, Sendable {
  case contact
  case noContact
  /// Nobody can say; with the reason in words.
  case unobserved(String)

  public var isUnobserved: Bool {
    if case .unobserved = self { true } else { false }
  }
}

/// A change of what is booked, dated back to when it happened.
public struct ContactChange: Hashable, Sendable {
  public var state: ContactState
  public var from: Instant
  /// Of the state that ends: its mean probability over the stretch, 0 to 1.
  public var confidenceOfEnded: Double
}
