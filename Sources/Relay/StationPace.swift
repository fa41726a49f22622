import CareModel

/// When the ward is looked at and sent to stations: at once where somebody has to see it.
struct StationPace: Hashable, Sendable {
  enum Urgency { case heartbeat, change, alarm }

  let heartbeat: TimeLength
  private var lookedAt: Instant?
  private var publishedAt: Instant?
  private var hasChange = false
  private var isDemanded = true
  private var laterAt: Instant?
  private(set) var isLooking = false

  /// Local choices: the ward of thirty boards changes thirty times a second, and eyes do not; an
  /// alarm comes through within a quarter of a second whatever else went out before it.
  private static let looksEvery = TimeLength.milliseconds(100)
  private static let alarmsEvery = TimeLength.milliseconds(150)
  private static let changesEvery = TimeLength.seconds(1)

  init(heartbeat: TimeLength) { self.heartbeat = heartbeat }

  mutating func noteChange() { hasChange = true }

  /// The next look is published whatever it shows.
  mutating func demand() { isDemanded = true }

  /// When the ward is to be looked at next; nil: it is being looked at.
  var lookDue: Instant? {
    guard !isLooking else { return nil }
    guard let lookedAt else { return .zero }
    var due = lookedAt + heartbeat
    if isDemanded || hasChange { due = min(due, lookedAt + Self.looksEvery) }
    if let laterAt { due = min(due, max(laterAt, lookedAt + Self.looksEvery)) }
    return due
  }

  mutating func beginLook(at now: Instant) {
    isLooking = true
    hasChange = false
    lookedAt = now
  }

  /// Whether what was seen is to go out now; else it is looked at again when it is time.
  mutating func endLook(_ urgency: Urgency, at now: Instant) -> Bool {
    isLooking = false
    guard let publishedAt, !isDemanded else { return true }
    let due =
      switch urgency {
      case .heartbeat: publishedAt + heartbeat
      case .change: publishedAt + min(Self.changesEvery, heartbeat)
      case .alarm: publishedAt + Self.alarmsEvery
      }
    // A heartbeat that is a moment early saves a second look.
    let early = urgency == .heartbeat ? Self.looksEvery : .zero
    if due <= now + early { return true }
    laterAt = due
    return false
  }

  mutating func notePublished(at now: Instant) {
    publishedAt = now
    isDemanded = false
    laterAt = nil
  }

  /// There is no broker: nothing is due but to look, and all of it once there is one.
  mutating func noteAway() {
    isDemanded = false
    laterAt = nil
  }

  mutating func noteNotTaken(at now: Instant) {
    isDemanded = true
    lookedAt = now + Self.alarmsEvery
  }
}

extension TimeLength {
  static func milliseconds(_ milliseconds: Int64) -> TimeLength {
    TimeLength(milliseconds: milliseconds)
  }
}
