import CareModel
import Glibc

/// What is known of skin-to-skin contact over a stretch of time.
public enum ContactState: Hashable, Codable, Sendable {
  case contact
  case noContact
  /// Nobody can say; with the reason in words.
  case unobserved(String)
}

/// A change of what is booked, dated back to when it happened.
public struct ContactChange: Hashable, Sendable {
  public var state: ContactState
  public var from: Instant
  /// Of the state that ends: its mean probability over the stretch, 0 to 1.
  public var confidenceOfEnded: Double
}

/// Decides from a bed's signals whether there is contact: a two-state filter in log-odds with hysteresis.
///
/// Evidence is weighed by the time it stands for, so that any sampling period gives the same answer.
public struct ContactDetector: Hashable, Codable, Sendable {
  public private(set) var state: ContactState
  /// Log-odds of contact, bounded by the settings either way.
  public private(set) var logOdds = 0.0
  public private(set) var evidence = ContactEvidence()
  private var calibration = ElectrodeCalibration()
  private var lastObserved: Instant?
  private var leansToContact = false
  private var leaningSince: Instant?
  private var lastChange: Instant
  private var confidenceSeconds = 0.0
  private var weighedSeconds = 0.0

  /// Evidence of one sample never counts for longer than this many evidence times.
  private static let mostRepeats = 2.0

  public init(startingAt start: Instant, reason: String) {
    state = .unobserved(reason)
    lastChange = start
  }

  /// Probability of contact, 0 to 1.
  public var probability: Double { 1 / (1 + exp(-logOdds)) }

  /// The instant up to which what is booked can no longer change.
  public func frontier(at now: Instant) -> Instant {
    guard let lastObserved else { return lastChange }
    return max(lastChange, isLeaningAgainstState ? leaningSince ?? lastObserved : lastObserved)
  }

  /// Takes one binder reading; returns the change that it decides, if any.
  public mutating func observe(
    _ reading: Reading, _ surroundings: ContactEvidence.Surroundings, at now: Instant,
    settings: CareSettings
  ) -> ContactChange? {
    evidence.observe(reading, at: now, settings: settings)
    evidence.weigh(surroundings, calibration, at: now, settings: settings)
    guard evidence.suffices else { return nil }
    evidence.teach(&calibration, at: now, settings: settings)
    accumulate(at: now, settings: settings)
    return decide(at: now, settings: settings)
  }

  /// When the binder will count as silent; nil while already unobserved.
  public func silentFrom(_ timeout: TimeLength) -> Instant? {
    if case .unobserved = state { return nil }
    return lastObserved.map { $0 + timeout }
  }

  /// Books unobserved time from the last observation on, and forgets the dynamics.
  public mutating func lose(reason: String) -> ContactChange? {
    let from = max(lastChange, lastObserved ?? lastChange)
    forgetDynamics()
    if case .unobserved = state { return nil }
    return change(to: .unobserved(reason), from: from)
  }

  /// Gives unobserved time another reason from now on.
  public mutating func name(reason: String, at now: Instant) -> ContactChange? {
    guard case .unobserved = state, state != .unobserved(reason) else { return nil }
    return change(to: .unobserved(reason), from: max(lastChange, now))
  }

  private mutating func forgetDynamics() {
    logOdds = 0
    leaningSince = nil
    lastObserved = nil
    evidence.reset()
  }

  private mutating func accumulate(at now: Instant, settings: CareSettings) {
    let evidenceSeconds = settings.evidenceTime.seconds
    let elapsed = lastObserved.map { (now - $0).seconds } ?? min(5, evidenceSeconds)
    let counted = min(elapsed, evidenceSeconds * Self.mostRepeats)
    logOdds *= max(0, 1 - elapsed / settings.contactMemory.seconds)
    logOdds += evidence.total * counted / evidenceSeconds
    logOdds = max(-settings.logOddsAtMost, min(settings.logOddsAtMost, logOdds))
    confidenceSeconds += probability * elapsed
    weighedSeconds += elapsed
    lean(at: now)
    lastObserved = now
  }

  /// Keeps since when the evidence points away from what is booked.
  private mutating func lean(at now: Instant) {
    let toContact = evidence.total > 0
    let isSettled = abs(logOdds) > 4 && (logOdds > 0) == (state == .contact)
    if leaningSince == nil || toContact != leansToContact, !isHeldLean(toContact) {
      leansToContact = toContact
      leaningSince = lastObserved.map { middle($0, now) } ?? now
    } else if isSettled, toContact == (state == .contact), leansToContact != toContact {
      // Back on the booked side for good: what pointed away was a passing doubt.
      leansToContact = toContact
      leaningSince = now
    }
  }

  /// A lean away from a booked state outlasts a sample or two that point back.
  private func isHeldLean(_ toContact: Bool) -> Bool {
    if case .unobserved = state { return false }
    return leansToContact != (state == .contact) && toContact == (state == .contact)
  }

  private var isLeaningAgainstState: Bool {
    if case .unobserved = state { return true }
    return leansToContact != (state == .contact)
  }

  private mutating func decide(at now: Instant, settings: CareSettings) -> ContactChange? {
    let since = max(lastChange, max(leaningSince ?? now, now - settings.bookingLag))
    if logOdds >= settings.contactDecidedAt {
      return state == .contact ? nil : change(to: .contact, from: since)
    }
    if logOdds <= -settings.contactDecidedAt {
      return state == .noContact ? nil : change(to: .noContact, from: since)
    }
    if case .unobserved = state { return nil }
    guard isLeaningAgainstState, let leaningSince,
      now - leaningSince >= settings.undecidedAtMost
    else { return nil }
    return change(to: .unobserved("the binder's signals contradict each other"), from: since)
  }

  private mutating func change(to next: ContactState, from: Instant) -> ContactChange {
    let mean = weighedSeconds > 0 ? confidenceSeconds / weighedSeconds : 0.5
    let confidence = state == .contact ? mean : 1 - mean
    state = next
    lastChange = from
    confidenceSeconds = 0
    weighedSeconds = 0
    return ContactChange(state: next, from: from, confidenceOfEnded: confidence)
  }

  private func middle(_ early: Instant, _ late: Instant) -> Instant {
    Instant(milliseconds: (early.milliseconds + late.milliseconds) / 2)
  }
}
