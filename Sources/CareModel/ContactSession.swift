/// Stretches of contact joined across pauses; the pauses never count as contact.
public struct ContactSession: Hashable, Codable, Sendable {
  /// How long one provider had the infant on the chest.
  public struct Share: Hashable, Codable, Sendable {
    public var provider: Provider
    public var contact: TimeLength

    public init(provider: Provider, contact: TimeLength) {
      self.provider = provider
      self.contact = contact
    }
  }

  public var infant: InfantIdentifier
  public var from: Instant
  public var to: Instant
  public var contact: TimeLength
  public var pauses: Int
  public var isShort: Bool
  /// Who had the infant, as assigned, longest first; empty where nobody said.
  public var providers: [Share]
  /// Probability of contact, 0 to 1: the mean of the stretches, each weighed by its length.
  public var confidence: Double?
  /// Starts at 1; late evidence that touches a printed session prints it with the next number.
  public var revision: Int
  /// Where the printed sessions began that this one takes the place of, other than at `from`.
  public var replaces: [Instant]
  /// Contact within the first hour after birth; nil where none of that hour lies in the session.
  public var firstHour: TimeLength?
  /// In the infant's first session, where the time of birth is known.
  public var firstContactOfLife: FirstContact?

  public init(
    infant: InfantIdentifier, from: Instant, to: Instant, contact: TimeLength, pauses: Int,
    isShort: Bool, providers: [Share] = [], confidence: Double? = nil, revision: Int = 1,
    replaces: [Instant] = []
  ) {
    self.infant = infant
    self.from = from
    self.to = to
    self.contact = contact
    self.pauses = pauses
    self.isShort = isShort
    self.providers = providers
    self.confidence = confidence
    self.revision = revision
    self.replaces = replaces
  }
}
