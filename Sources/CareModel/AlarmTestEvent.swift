/// A change of an alarm test: who let every output show that it works, and until when.
public struct AlarmTestEvent: Hashable, Codable, Sendable {
  public enum State: String, Codable, Sendable, CaseIterable { case started, changed, ended }

  public var state: State
  public var until: Instant
  /// Who started it, or let it go on; nil where its time was over.
  public var by: PersonIdentifier?
  public var at: Instant

  public init(state: State, until: Instant, by: PersonIdentifier?, at: Instant) {
    self.state = state
    self.until = until
    self.by = by
    self.at = at
  }
}
