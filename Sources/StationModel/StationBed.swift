import CareModel

/// One bed as it is seen from across the room.
public struct StationBed: Hashable, Codable, Sendable {
  public enum Contact: String, Codable, Sendable, CaseIterable {
    case contact
    case noContact = "no-contact"
    case unobserved
  }

  /// Seconds since the KMC day began, each cut to a whole one.
  public struct Hours: Hashable, Codable, Sendable {
    public var contactSeconds: Int
    public var noContactSeconds: Int
    public var unobservedSeconds: Int
    public var coveredSeconds: Int

    public init(
      contactSeconds: Int, noContactSeconds: Int, unobservedSeconds: Int, coveredSeconds: Int
    ) {
      self.contactSeconds = contactSeconds
      self.noContactSeconds = noContactSeconds
      self.unobservedSeconds = unobservedSeconds
      self.coveredSeconds = coveredSeconds
    }

    enum CodingKeys: String, CodingKey {
      case contactSeconds = "contact_s"
      case noContactSeconds = "no_contact_s"
      case unobservedSeconds = "unobserved_s"
      case coveredSeconds = "covered_s"
    }
  }

  public var hub: String
  /// The name that people say; the infant's pseudonym where the bed has none.
  public var bed: String
  public var infant: InfantIdentifier
  public var contact: Contact
  /// Why contact is unobserved, in words; nil otherwise.
  public var reason: String?
  /// Of contact now, 0 to 1.
  public var probability: Double
  /// Who holds the infant; nil where nobody has said.
  public var provider: Provider?
  public var today: Hours
  /// Nil while the date is not known.
  public var goal: Answer?
  /// Degrees Celsius, rounded to a tenth as alarms judge it; nil where no fresh value is there.
  public var skinCelsius: Double?
  /// The probe may have come off.
  public var isSkinDoubted: Bool
  public var roomCelsius: Double?
  /// What is left of a standby, in seconds; nil where the bed is watched as always.
  public var standbySeconds: Int?

  public init(
    hub: String, bed: String, infant: InfantIdentifier, contact: Contact, reason: String?,
    probability: Double, provider: Provider?, today: Hours, goal: Answer?, skinCelsius: Double?,
    isSkinDoubted: Bool, roomCelsius: Double?, standbySeconds: Int?
  ) {
    self.hub = hub
    self.bed = bed
    self.infant = infant
    self.contact = contact
    self.reason = reason
    self.probability = probability
    self.provider = provider
    self.today = today
    self.goal = goal
    self.skinCelsius = skinCelsius
    self.isSkinDoubted = isSkinDoubted
    self.roomCelsius = roomCelsius
    self.standbySeconds = standbySeconds
  }

  enum CodingKeys: String, CodingKey {
    case hub, bed, infant, contact, reason, probability, provider, today, goal
    case skinCelsius = "skin_c"
    case isSkinDoubted = "is_skin_doubted"
    case roomCelsius = "room_c"
    case standbySeconds = "standby_s"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(hub, forKey: .hub)
    try container.encode(bed, forKey: .bed)
    try container.encode(infant, forKey: .infant)
    try container.encode(contact, forKey: .contact)
    try container.encode(reason, forKey: .reason)
    try container.encode(probability, forKey: .probability)
    try container.encode(provider, forKey: .provider)
    try container.encode(today, forKey: .today)
    try container.encode(goal, forKey: .goal)
    try container.encode(skinCelsius, forKey: .skinCelsius)
    try container.encode(isSkinDoubted, forKey: .isSkinDoubted)
    try container.encode(roomCelsius, forKey: .roomCelsius)
    try container.encode(standbySeconds, forKey: .standbySeconds)
  }
}
