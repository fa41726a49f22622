import CareModel
import Store

/// Decides for one destination what is sent when, and what follows from its answers.
///
/// Live messages go first and backlog at its rate; at most a window of them is under way. What is
/// not acknowledged when a connection ends is sent again: at least once, never less.
public struct Delivery: Hashable, Sendable {
  public let settings: DeliverySettings
  public private(set) var link: DeliveryLink
  public private(set) var counts = DeliveryCounts()
  /// In a row, without an acknowledgement in between.
  public private(set) var failures = 0
  private var window = 0
  private var place: OutboxPlace?
  private var isPlacing = false
  private var placeAgainAt: Instant?
  private var live = DeliveryLane(.live, after: 0, through: .max)
  private var backlog = DeliveryLane(.backlog, after: 0, through: 0)
  private var inFlight = InFlight()
  private var allowance: BacklogAllowance
  private var noting = NotingPlan()
  /// The destination took no more; it is asked again then, or after an acknowledgement.
  private var heldUntil: Instant?
  private var effects: [DeliveryEffect] = []

  /// A store that cannot be read is asked again after so long.
  private static let readingPause = TimeLength.seconds(5)
  private static let holdingPause = TimeLength.seconds(1)
  /// A connection that stood so long was a good one, acknowledgements or not.
  private static let steadyAfter = TimeLength.minutes(1)

  public init(settings: DeliverySettings, startingAt now: Instant) {
    self.settings = settings
    link = .away(since: now, reason: "not tried yet", retryAt: now)
    allowance = BacklogAllowance(perSecond: settings.backlogPerSecond, at: now)
  }

  /// Messages that were sent and not yet acknowledged.
  public var inFlightCount: Int { inFlight.count }

  /// Takes what happened and says what is to be done; `jitter` in 0..<1 is chance from outside.
  public mutating func step(
    _ input: DeliveryInput, at now: Instant, jitter: Double = 0
  ) -> [DeliveryEffect] {
    take(input, at: now, jitter: jitter)
    connect(at: now)
    if link.isConnected {
      sendRows(at: now)
      readRows(at: now)
    }
    if noting.begin(at: now) { effects.append(.note) }
    defer { effects = [] }
    return effects
  }

  /// When the next `tick` is wanted; nil: not before something happens.
  public var deadline: Instant? {
    var times = [noting.due]
    switch link {
    case .away(_, _, let retryAt): times.append(retryAt)
    case .connecting(_, _, let from): times.append(from + settings.connectionWithin)
    case .connected:
      times += [heldUntil, placeAgainAt, live.retryDue, backlog.retryDue]
      times.append(inFlight.oldest.map { $0 + settings.acknowledgementWithin })
      if heldUntil == nil, mayFollowLive, !noting.isFull { times.append(allowance.nextAt) }
    }
    return times.compactMap { $0 }.min()
  }

  // MARK: Inputs

  private mutating func take(_ input: DeliveryInput, at now: Instant, jitter: Double) {
    switch input {
    case .tick: giveUpWhatHangs(at: now, jitter: jitter)
    case .told(let event): take(event, at: now, jitter: jitter)
    case .notTaken(let row):
      guard inFlight.remove(row.number) else { return }
      counts.sent -= 1
      if row.number > backlog.through { live.putBack(row) } else { backlog.putBack(row) }
      heldUntil = now + Self.holdingPause
    case .placed(let place):
      guard isPlacing else { return }
      isPlacing = false
      self.place = place
      live = DeliveryLane(.live, after: place.liveAfter, through: .max)
      backlog = DeliveryLane(
        .backlog, after: place.acknowledgedThrough, through: place.liveAfter)
    case .read(let name, let page):
      guard let place else { return }
      if page.era != place.era {
        // Another database: the old one's numbers mean nothing in it.
        forgetRows()
      } else if name == .live {
        live.take(page)
      } else {
        backlog.take(page)
      }
    case .unreadable(let name):
      let retryAt = now + Self.readingPause
      switch name {
      case .live: live.failRead(retryAt: retryAt)
      case .backlog: backlog.failRead(retryAt: retryAt)
      case nil:
        isPlacing = false
        placeAgainAt = retryAt
      }
    case .committed: live.noteNews()
    case .noted(let left): noting.end(left: left, at: now)
    }
  }

  private mutating func take(_ event: DestinationEvent, at now: Instant, jitter: Double) {
    switch event {
    case .connected(let window):
      guard case .connecting = link else { return }
      link = .connected(since: now)
      self.window = max(1, window)
      counts.connections += 1
      allowance = BacklogAllowance(perSecond: settings.backlogPerSecond, at: now)
    case .acknowledged(let number):
      guard settles(number) else { return }
      counts.acknowledged += 1
      noting.add(at: now)
      effects.append(.acknowledge(number))
    case .refused(let number, let reason):
      guard settles(number) else { return }
      counts.refused += 1
      noting.add(at: now)
      effects.append(.refuse(number, reason: reason))
    case .disconnected(let reason): lose(because: reason, at: now, jitter: jitter)
    }
  }

  private mutating func settles(_ number: Int64) -> Bool {
    // Negative numbers are of messages that were never queued.
    guard number > 0 else { return false }
    guard inFlight.remove(number) else {
      counts.unexpected += 1
      return false
    }
    failures = 0
    heldUntil = nil
    return true
  }

  // MARK: The connection

  private mutating func connect(at now: Instant) {
    guard case .away(let since, let reason, let retryAt) = link, retryAt <= now else { return }
    link = .connecting(since: since, reason: reason, from: now)
    effects.append(.connect)
  }

  /// Takes a connection down that says nothing, so that another can take its place.
  private mutating func giveUpWhatHangs(at now: Instant, jitter: Double) {
    switch link {
    case .away: return
    case .connecting(_, _, let from):
      guard from + settings.connectionWithin <= now else { return }
      lose(
        because: "no connection within \(settings.connectionWithin.words)", at: now,
        jitter: jitter)
    case .connected:
      guard let oldest = inFlight.oldest, oldest + settings.acknowledgementWithin <= now else {
        return
      }
      lose(
        because: "no acknowledgement within \(settings.acknowledgementWithin.words)", at: now,
        jitter: jitter)
    }
  }

  private mutating func lose(because reason: String, at now: Instant, jitter: Double) {
    let since: Instant
    switch link {
    case .away: return
    case .connecting(let awaySince, _, _): since = awaySince
    case .connected(let connectedSince):
      since = now
      if now - connectedSince >= Self.steadyAfter, inFlight.count == 0 { failures = 0 }
    }
    failures += 1
    let pause = settings.pause(after: failures, jitter: jitter)
    link = .away(since: since, reason: reason, retryAt: now + pause)
    window = 0
    heldUntil = nil
    forgetRows()
    effects.append(.disconnect(reason: reason))
  }

  /// Whatever was read or sent is still in the outbox, where it is read again.
  private mutating func forgetRows() {
    place = nil
    isPlacing = false
    placeAgainAt = nil
    inFlight = InFlight()
    live = DeliveryLane(.live, after: 0, through: .max)
    backlog = DeliveryLane(.backlog, after: 0, through: 0)
  }

  // MARK: Rows

  private mutating func sendRows(at now: Instant) {
    if let heldUntil, heldUntil > now { return }
    heldUntil = nil
    guard place != nil else { return }
    while inFlight.count < window, !noting.isFull {
      if let row = live.take() {
        send(row, at: now)
        continue
      }
      // News that may be there are read before any backlog goes out.
      guard mayFollowLive, allowance.take(at: now), let row = backlog.take() else { return }
      send(row, at: now)
    }
  }

  /// Whether a row of backlog could be sent now if its rate allows it.
  ///
  /// A quarter of the window is kept for news, which must not wait for old rows' answers.
  private var mayFollowLive: Bool {
    let room = window == 1 ? 1 : window - max(1, window / 4)
    return live.isKnownEmptyOrUnreadable && !backlog.isEmpty && inFlight.count < room
  }

  private mutating func send(_ row: OutboxRow, at now: Instant) {
    inFlight.add(row.number, at: now)
    counts.sent += 1
    effects.append(.send(row))
  }

  private mutating func readRows(at now: Instant) {
    guard place != nil else {
      guard !isPlacing, placeAgainAt.map({ $0 <= now }) ?? true else { return }
      placeAgainAt = nil
      isPlacing = true
      effects.append(.place)
      return
    }
    if let read = live.nextRead(at: now) { effects.append(read) }
    if let read = backlog.nextRead(at: now) { effects.append(read) }
  }
}

extension TimeLength {
  fileprivate var words: String { "\(milliseconds / 1000) s" }
}
