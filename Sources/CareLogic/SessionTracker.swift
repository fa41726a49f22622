import CareModel

/// Joins stretches of contact into sessions across short pauses.
///
/// It remembers what was printed, so that late evidence corrects a session instead of doubling it.
public struct SessionTracker: Hashable, Codable, Sendable {
  private var open: SessionSum?
  private var printed: [SessionSum] = []

  /// A ward's day has ten sessions at the most; more than this is a binder gone mad.
  private static let remembered = 200

  public init() {}

  /// Takes a final stretch of contact; returns the earlier session when this one begins another.
  public mutating func add(
    _ stretch: LedgerSpan, provider: Provider? = nil, confidence: Double? = nil,
    infant: InfantIdentifier, settings: CareSettings
  ) -> ContactSession? {
    let sum = SessionSum(stretch, provider: provider, confidence: confidence)
    guard let before = open else {
      open = absorbingPrinted(sum, settings)
      return nil
    }
    if before.pause(to: sum) <= settings.sessionPauseAtMost {
      open?.absorb(sum)
      return nil
    }
    let ended = end(infant: infant, settings: settings)
    open = sum
    return ended
  }

  /// Takes stretches that late evidence showed; returns the sessions that are to be printed now.
  ///
  /// What is still open, or the last of all, is printed at its end like any other.
  public mutating func fill(
    _ pieces: [LatePiece], infant: InfantIdentifier, settings: CareSettings
  ) -> [ContactSession] {
    var changed: [SessionSum] = []
    for piece in pieces {
      var sum = SessionSum(
        piece.stretch, provider: piece.provider, confidence: piece.confidence)
      while let near = changed.firstIndex(where: {
        $0.pause(to: sum) <= settings.sessionPauseAtMost
      }) {
        sum.absorb(changed.remove(at: near))
      }
      sum = absorbingPrinted(sum, settings)
      if var before = open, before.pause(to: sum) <= settings.sessionPauseAtMost {
        before.absorb(sum)
        open = before
      } else {
        changed.append(sum)
      }
    }
    var told: [ContactSession] = []
    for sum in changed.sorted(by: { $0.from < $1.from }) {
      let isLast = sum.from > (open?.to ?? printed.last?.to ?? sum.from - .seconds(1))
      if isLast {
        if let ended = end(infant: infant, settings: settings) { told.append(ended) }
        open = sum
      } else {
        told.append(book(sum, infant, settings))
      }
    }
    return told
  }

  /// When the session will surely be over: no stretch that is still undecided can join it any more.
  public func deadline(settings: CareSettings) -> Instant? {
    open.map { $0.to + settings.sessionPauseAtMost + settings.bookedAtLatest }
  }

  /// Where the open session ended so far; nil when none is open.
  public var lastContactEnd: Instant? { open?.to }

  /// Ends the open session, if there is one.
  public mutating func end(infant: InfantIdentifier, settings: CareSettings) -> ContactSession? {
    guard let sum = open else { return nil }
    open = nil
    return book(sum, infant, settings)
  }

  /// Forgets printed sessions that late evidence can reach no more.
  public mutating func forget(before instant: Instant) {
    printed.removeAll { $0.to < instant }
  }

  /// Notes that a session is told, so that late evidence finds it.
  private mutating func book(
    _ sum: SessionSum, _ infant: InfantIdentifier, _ settings: CareSettings
  ) -> ContactSession {
    var sum = sum
    let session = sum.session(of: infant, settings: settings)
    sum.isPrinted = true
    let place = printed.firstIndex { $0.from > sum.from } ?? printed.endIndex
    printed.insert(sum, at: place)
    if printed.count > Self.remembered { printed.removeFirst() }
    return session
  }

  /// Takes back printed sessions that `sum` joins.
  private mutating func absorbingPrinted(
    _ sum: SessionSum, _ settings: CareSettings
  ) -> SessionSum {
    var sum = sum
    while let near = printed.lastIndex(where: {
      $0.pause(to: sum) <= settings.sessionPauseAtMost
    }) {
      sum.absorb(printed.remove(at: near))
    }
    return sum
  }
}

/// Contact that late evidence showed, with who was assigned then.
public struct LatePiece: Hashable, Sendable {
  public var stretch: LedgerSpan
  public var provider: Provider
  /// Probability of contact, 0 to 1.
  public var confidence: Double

  public init(_ stretch: LedgerSpan, provider: Provider, confidence: Double) {
    self.stretch = stretch
    self.provider = provider
    self.confidence = confidence
  }
}
