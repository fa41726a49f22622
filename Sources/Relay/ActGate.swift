import CareModel
import StationModel

/// Decides which acts from the network are done: none twice, none that answers something old.
///
/// An act names the run of the hub and the message that its station showed. So whatever was kept,
/// held up or recorded somewhere can answer nothing but the ward as it was a moment ago.
struct ActGate: Hashable, Sendable {
  enum Verdict: Hashable {
    case perform
    case answer(StationActionResult)
    /// A repeat of what is being done, or one too many: an answer would help nobody.
    case ignore
  }

  private struct Published: Hashable {
    var sequence: Int64
    var at: Instant
  }

  private struct Known: Hashable {
    /// Nil while it is being done.
    var result: StationActionResult?
    var at: Instant
  }

  private let within: TimeLength
  private let perMinute: Int
  private var published: [Published] = []
  private var shown = ShownAlarms()
  private var known: [String: Known] = [:]
  /// A thousand are one act.
  private var thousandths: Int64
  private var refilledAt: Instant
  private var toldBusyAt: Instant?

  /// More are forgotten, oldest first, in acts: those that are too old are refused anyway.
  private static let knownMost = 10_000

  init(within: TimeLength, perMinute: Int, at now: Instant) {
    self.within = within
    self.perMinute = perMinute
    thousandths = Self.thousandthsMost(perMinute)
    refilledAt = now
  }

  /// What stations can show from now on.
  mutating func notePublished(_ standing: [StationAlarm], in sequence: Int64, at now: Instant) {
    published.removeAll { $0.at + within < now }
    published.append(Published(sequence: sequence, at: now))
    shown.note(standing, in: sequence)
  }

  mutating func judge(_ act: ActMessage, boot: BootIdentifier?, at now: Instant) -> Verdict {
    guard hasRoom(at: now) else {
      if let toldBusyAt, toldBusyAt + .seconds(1) > now { return .ignore }
      toldBusyAt = now
      return .answer(.refused("too many acts at once; wait a moment and try again"))
    }
    if let before = known[act.identifier] {
      guard let result = before.result else { return .ignore }
      return .answer(result)
    }
    if let reason = reasonAgainst(act, boot, at: now) { return .answer(.refused(reason)) }
    forget(before: now)
    known[act.identifier] = Known(result: nil, at: now)
    return .perform
  }

  mutating func note(_ result: StationActionResult, of identifier: String) {
    known[identifier]?.result = result
  }

  private func reasonAgainst(
    _ act: ActMessage, _ boot: BootIdentifier?, at now: Instant
  ) -> String? {
    guard act.boot == boot else {
      return "the hub has started anew since; look at the page and try again"
    }
    guard let last = published.last, act.sequence <= last.sequence else {
      return "this answers something that the hub has not shown yet"
    }
    guard let seen = published.first(where: { $0.sequence == act.sequence }),
      seen.at + within >= now
    else { return "it came too late; look at the page and try again" }
    switch act.action {
    case .acknowledge(let alarm, _), .pause(let alarm?, _):
      guard shown.showed(alarm, in: act.sequence) else {
        return "the alarm has got worse meanwhile; look at the page and try again"
      }
    case .pause(nil, _):
      guard shown.showedAll(in: act.sequence) else {
        return "there is a new alarm meanwhile; look at the page and try again"
      }
    case .standby, .alarmTest: break
    }
    return nil
  }

  /// Whether one more message is within the rate; each that is asked for counts.
  mutating func hasRoom(at now: Instant) -> Bool {
    let grown = max(0, (now - refilledAt).milliseconds)
    refilledAt = max(refilledAt, now)
    // An hour fills it whatever the rate; beyond that the product could overflow.
    thousandths = min(
      Self.thousandthsMost(perMinute),
      thousandths + min(grown, 3_600_000) * Int64(perMinute) / 60)
    guard thousandths >= 1000 else { return false }
    thousandths -= 1000
    return true
  }

  /// Half a minute's worth may come at once.
  private static func thousandthsMost(_ perMinute: Int) -> Int64 {
    max(1000, Int64(perMinute) * 500)
  }

  private mutating func forget(before now: Instant) {
    let old = known.filter { $0.value.result != nil && $0.value.at + within + within < now }
    for identifier in old.keys { known[identifier] = nil }
    guard known.count >= Self.knownMost else { return }
    if let oldest = known.min(by: { $0.value.at < $1.value.at }) { known[oldest.key] = nil }
  }
}
