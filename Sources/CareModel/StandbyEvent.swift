/// A change of a standby: who let an infant's alarms wait, until when, and how that ended.
public struct StandbyEvent: Hashable, Codable, Sendable {
  public enum State: String, Codable, Sendable, CaseIterable { case started, changed, ended }

  /// Why a standby is over.
  public enum Ending: String, Codable, Sendable, CaseIterable {
    /// Its time was over.
    case time
    /// Somebody ended it.
    case person
    /// The infant left care.
    case release
  }

  public var infant: InfantIdentifier
  public var state: State
  public var from: Instant
  /// Until when it was to last, as far as was known at `at`.
  public var until: Instant
  /// Who started, changed or ended it; nil where its time or the infant's care was over.
  public var by: PersonIdentifier?
  /// Nil while it lasts.
  public var ending: Ending?
  public var at: Instant

  public init(
    infant: InfantIdentifier, state: State, from: Instant, until: Instant,
    by: PersonIdentifier?, ending: Ending? = nil, at: Instant
  ) {
    self.infant = infant
    self.state = state
    self.from = from
    self.until = until
    self.by = by
    self.ending = ending
    self.at = at
  }
}
