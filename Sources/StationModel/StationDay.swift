import CareModel

/// The hours of one infant on one KMC day, in their last revision.
public struct StationDay: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  /// Such as `2026-01-10`.
  public var date: String
  public var contactSeconds: Int
  public var noContactSeconds: Int
  public var unobservedSeconds: Int
  public var coveredSeconds: Int
  public var firstContact: StationTime?
  /// Starts at 1 and rises with each correction.
  public var revision: Int
  public var goal: Answer?

  public init(
    infant: InfantIdentifier, date: String, contactSeconds: Int, noContactSeconds: Int,
    unobservedSeconds: Int, coveredSeconds: Int, firstContact: StationTime?, revision: Int,
    goal: Answer?
  ) {
    self.infant = infant
    self.date = date
    self.contactSeconds = contactSeconds
    self.noContactSeconds = noContactSeconds
    self.unobservedSeconds = unobservedSeconds
    self.coveredSeconds = coveredSeconds
    self.firstContact = firstContact
    self.revision = revision
    self.goal = goal
  }

  enum CodingKeys: String, CodingKey {
    case infant, date
    case contactSeconds = "contact_s"
    case noContactSeconds = "no_contact_s"
    case unobservedSeconds = "unobserved_s"
    case coveredSeconds = "covered_s"
    case firstContact = "first_contact"
    case revision, goal
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(infant, forKey: .infant)
    try container.encode(date, forKey: .date)
    try container.encode(contactSeconds, forKey: .contactSeconds)
    try container.encode(noContactSeconds, forKey: .noContactSeconds)
    try container.encode(unobservedSeconds, forKey: .unobservedSeconds)
    try container.encode(coveredSeconds, forKey: .coveredSeconds)
    try container.encode(firstContact, forKey: .firstContact)
    try container.encode(revision, forKey: .revision)
    try container.encode(goal, forKey: .goal)
  }
}
