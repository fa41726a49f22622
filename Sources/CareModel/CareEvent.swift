/// What the gateway says about the ward; each case is one line of the event stream.
public enum CareEvent: Hashable, Codable, Sendable {
  case contact(ContactInterval)
  case unobserved(UnobservedInterval)
  case session(ContactSession)
  case alarm(AlarmEvent)
  case response(ResponseEvent)
  case day(DaySummary)
  case standby(StandbyEvent)
  case alarmTest(AlarmTestEvent)
}

/// One uninterrupted stretch of skin-to-skin contact, printed once, when it is final.
public struct ContactInterval: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  public var from: Instant
  public var to: Instant
  public var provider: Provider
  /// Probability 0 to 1 that the stretch was skin-to-skin contact.
  public var confidence: Double
  /// True where late evidence showed it, after its time was told to be unobserved.
  public var isLate: Bool

  public init(
    infant: InfantIdentifier, from: Instant, to: Instant, provider: Provider, confidence: Double,
    isLate: Bool = false
  ) {
    self.infant = infant
    self.from = from
    self.to = to
    self.provider = provider
    self.confidence = confidence
    self.isLate = isLate
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
  /// Where a change of the clock made the gateway print the day again.
  public var redating: Redating?
  /// Contact within the first hour after birth, which is routine and not KMC.
  ///
  /// Nil where none of that hour lies in the day, or the time of birth is not known.
  public var firstHour: TimeLength?
  /// On the day of the infant's first contact, where the time of birth is known.
  public var firstContactOfLife: FirstContact?
  /// Nil while the date is not known: nobody can say how long the day is.
  public var goal: HoursAnswer?

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

  /// Why a day that was printed is printed again.
  public struct Redating: Hashable, Codable, Sendable {
    /// By how much dates moved; nil where there was no date before.
    public var movedBy: TimeLength?
    /// True where the hours could not be cut anew because their detail was given up.
    public var isDateUncertain: Bool

    public init(movedBy: TimeLength?, isDateUncertain: Bool) {
      self.movedBy = movedBy
      self.isDateUncertain = isDateUncertain
    }
  }
}
