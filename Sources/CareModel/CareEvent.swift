/// What the gateway says about the ward; each case is one line of the event stream.
public enum CareEvent: Hashable, Codable, Sendable {
  case contact(ContactInterval)
  case unobserved(UnobservedInterval)
  case session(ContactSession)
  case alarm(AlarmEvent)
  case response(ResponseEvent)
  case day(DaySummary)
}

/// One uninterrupted stretch of skin-to-skin contact, printed once, when it is final.
public struct ContactInterval: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  public var from: Instant
  public var to: Instant
  public var provider: Provider
  /// Probability 0 to 1 that the stretch was skin-to-skin contact.
  public var confidence: Double

  public init(
    infant: InfantIdentifier, from: Instant, to: Instant, provider: Provider, confidence: Double
  ) {
    self.infant = infant
    self.from = from
    self.to = to
    self.provider = provider
    self.confidence = confidence
  }
}

/// A stretch of which nobody can say whether there was contact, and why.
public struct UnobservedInterval: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  public var from: Instant
  public var to: Instant
  public var reason: String

  public init(infant: InfantIdentifier, from: Instant, to: Instant, reason: String) {
    self.infant = infant
    self.from = from
    self.to = to
    self.reason = reason
  }
}

/// Stretches of contact joined across pauses; the pauses never count as contact.
public struct ContactSession: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  public var from: Instant
  public var to: Instant
  public var contact: TimeLength
  public var pauses: Int
  public var isShort: Bool

  public init(
    infant: InfantIdentifier, from: Instant, to: Instant, contact: TimeLength, pauses: Int,
    isShort: Bool
  ) {
    self.infant = infant
    self.from = from
    self.to = to
    self.contact = contact
    self.pauses = pauses
    self.isShort = isShort
  }
}

/// The hours of one infant on one local day, as far as they were covered.
public struct DaySummary: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  /// Nil while the gateway does not know what day it is.
  public var date: LocalDate?
  public var contact: TimeLength
  public var noContact: TimeLength
  public var unobserved: TimeLength
  public var firstContact: Instant?
  /// Starts at 1; a later correction prints the day again with the next number.
  public var revision: Int

  public var covered: TimeLength { contact + noContact + unobserved }

  public init(
    infant: InfantIdentifier, date: LocalDate?, contact: TimeLength, noContact: TimeLength,
    unobserved: TimeLength, firstContact: Instant?, revision: Int
  ) {
    self.infant = infant
    self.date = date
    self.contact = contact
    self.noContact = noContact
    self.unobserved = unobserved
    self.firstContact = firstContact
    self.revision = revision
  }
}
