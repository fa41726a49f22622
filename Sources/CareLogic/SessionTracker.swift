import CareModel

/// Joins stretches of contact into sessions across short pauses.
public struct SessionTracker: Hashable, Codable, Sendable {
  private var from: Instant?
  private var to = Instant.zero
  private var contact = TimeLength.zero
  private var stretches = 0

  public init() {}

  /// Takes a final stretch of contact; returns the earlier session when this one begins another.
  public mutating func add(
    _ stretch: LedgerSpan, infant: InfantIdentifier, settings: CareSettings
  ) -> ContactSession? {
    var ended: ContactSession?
    if from != nil, stretch.from - to > settings.sessionPauseAtMost {
      ended = end(infant: infant, settings: settings)
    }
    // A stretch that follows without a pause, as at a change of provider, is the same stretch.
    if from == nil || stretch.from > to { stretches += 1 }
    if from == nil { from = stretch.from }
    to = stretch.to
    contact += stretch.length
    return ended
  }

  /// When the session will surely be over: no stretch that is still undecided can join it any more.
  public func deadline(settings: CareSettings) -> Instant? {
    from == nil ? nil : to + settings.sessionPauseAtMost + settings.bookingLag
  }

  /// Where the open session ended so far; nil when none is open.
  public var lastContactEnd: Instant? { from == nil ? nil : to }

  /// Ends the open session, if there is one.
  public mutating func end(infant: InfantIdentifier, settings: CareSettings) -> ContactSession? {
    guard let from else { return nil }
    let session = ContactSession(
      infant: infant, from: from, to: to, contact: contact, pauses: stretches - 1,
      isShort: contact < settings.sessionShortBelow)
    self = SessionTracker()
    return session
  }
}
