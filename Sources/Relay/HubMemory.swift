import CareModel
import StationModel

/// What a station knows of one hub.
struct HubMemory: Hashable, Sendable {
  /// The last message, kept or live.
  private(set) var message: StationMessage?
  /// When what the last live message says was true; nil: none came since this station started.
  private(set) var heardAt: Instant?
  /// The broker says that the gateway's connection has ended.
  var isOffline = false
  let knownSince: Instant
  private var clock = HubClock()

  init(knownSince: Instant) { self.knownSince = knownSince }

  /// False for what is older than what is known.
  mutating func take(_ message: StationMessage, isRetained: Bool, at now: Instant) -> Bool {
    if let known = self.message {
      if known.boot == message.boot {
        guard message.sequence > known.sequence || (heardAt == nil && !isRetained) else {
          return false
        }
      } else {
        // Which of two runs is the later one cannot be told; a live message soon will.
        if isRetained { return false }
        clock = HubClock()
      }
    }
    self.message = message
    if !isRetained { heardAt = clock.moment(ofSent: message.at, heardAt: now) }
    return true
  }

  /// How long nothing was heard of it.
  func silence(at now: Instant) -> TimeLength { max(.zero, now - (heardAt ?? knownSince)) }

  func isOnline(at now: Instant, silentAfter: TimeLength) -> Bool {
    !isOffline && heardAt != nil && silence(at: now) <= silentAfter
  }
}
