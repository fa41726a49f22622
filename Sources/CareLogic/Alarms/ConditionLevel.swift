import CareModel

/// How one sample stands to one threshold.
public enum Judgement: Hashable, Sendable {
  /// Beyond the threshold.
  case met
  /// Between the threshold and the point from which the condition counts as over, or not to be told.
  case between
  case clear
}

/// One threshold of one condition in time: inactive, pending, active, or active and clearing.
///
/// The last judgement stands until another replaces it: silence neither raises doubt nor clears.
public struct ConditionLevel: Hashable, Codable, Sendable {
  public private(set) var isActive = false
  /// Since when the threshold has been passed: the dated onset.
  public private(set) var metSince: Instant?
  private var unmetSince: Instant?
  /// How long a signal that goes to and fro was not beyond its threshold since `metSince`.
  private var unmetFor: TimeLength?
  /// Since when the condition has been judged clear, and when it last was: only samples clear.
  private var clearSince: Instant?
  private var lastClear: Instant?
  /// When the signal last went beyond the threshold, from clear or after it was forgotten while
  /// pending; oldest first, bounded.
  private var crossings: [Instant] = []
  private var isBeyond = false

  public init() {}

  public var isQuiet: Bool { !isActive && metSince == nil }
  /// True where there is nothing to remember either.
  public var isBlank: Bool { isQuiet && crossings.isEmpty }

  /// Takes a judgement; the timers are looked at by `elapse`.
  public mutating func judge(_ judgement: Judgement, at now: Instant, _ timing: LevelTiming) {
    switch judgement {
    case .met:
      resume(at: now, timing)
      interruptClearing()
      noteCrossing(at: now, timing)
    case .between:
      interruptClearing()
      if !isActive, metSince != nil, unmetSince == nil { unmetSince = now }
    case .clear:
      isBeyond = false
      if isActive {
        if clearSince == nil { clearSince = now }
        lastClear = now
      } else if metSince != nil, unmetSince == nil {
        unmetSince = now
      }
    }
  }

  /// True where the signal has crossed the threshold too often to be believed calm at `now`.
  public func isFlapping(at now: Instant, _ timing: LevelTiming) -> Bool {
    guard let flapping = timing.flapping, crossings.count >= flapping.crossings else {
      return false
    }
    return now - crossings[crossings.count - flapping.crossings] <= flapping.window
  }

  /// Lets the timers that are due at `now` take effect; true when the level became active or inactive.
  public mutating func elapse(to now: Instant, _ timing: LevelTiming) -> Bool {
    guard let due = deadline(timing), due <= now else { return false }
    if isActive {
      calm()
      return true
    }
    if unmetSince != nil {
      calm()
      // What comes back after it was forgotten comes anew, clear or not.
      isBeyond = false
      return false
    }
    if metSince == nil {
      crossings = []
      return false
    }
    isActive = true
    return true
  }

  /// When a timer is next due; nil when none runs.
  public func deadline(_ timing: LevelTiming) -> Instant? {
    if isActive {
      // Never by the passing of time alone: loss of data never clears an alarm.
      guard let clearSince, let lastClear else { return nil }
      let isFlapping = isFlapping(at: lastClear, timing)
      let resolveAfter =
        isFlapping
        ? max(timing.resolveAfter, timing.flapping?.resolveAfter ?? .zero) : timing.resolveAfter
      if timing.clearsByTime { return clearSince + resolveAfter }
      return lastClear - clearSince >= resolveAfter ? lastClear : nil
    }
    if let unmetSince { return forgivenAt(unmetSince, timing) }
    if let metSince { return metSince + timing.raiseAfter + (unmetFor ?? .zero) }
    return crossings.last.map { $0 + (timing.flapping?.window ?? .zero) }
  }

  /// Makes a pending level active at once where its threshold is passed now; true when it did.
  ///
  /// A condition that gets better while it stands is not over: it goes down to its lesser level.
  public mutating func activateIfMet() -> Bool {
    guard !isActive, metSince != nil, unmetSince == nil else { return false }
    isActive = true
    return true
  }

  /// Moves pending timers past a stretch in which nobody was watching, so that it counts for nothing.
  public mutating func skip(_ gap: TimeLength, _ timing: LevelTiming) {
    if !isActive { metSince = metSince.map { $0 + gap } }
    unmetSince = unmetSince.map { $0 + gap }
    if !timing.clearsByTime { interruptClearing() }
  }

  /// Forgets how long the condition has been clear, because nobody watched it for a while.
  public mutating func interruptClearing() {
    clearSince = nil
    lastClear = nil
  }

  /// Ends the level at once and forgets how it came, because its subject left.
  public mutating func end() { self = ConditionLevel() }

  /// Neither pending nor active any more; how often it came is remembered.
  public mutating func calm() {
    isActive = false
    metSince = nil
    unmetSince = nil
    unmetFor = nil
    interruptClearing()
  }

  /// Goes on with a pending level, or begins it.
  private mutating func resume(at now: Instant, _ timing: LevelTiming) {
    if let since = unmetSince, now - since >= timing.forgivenAfter {
      let unmet = (unmetFor ?? .zero) + (now - since)
      unmetFor = unmet
      // So little of so long a time: what came first is not of this episode any more.
      if let window = timing.flapping?.window, unmet > window { calm() }
    }
    unmetSince = nil
    if metSince == nil { metSince = now }
  }

  /// When a pending level that is not met is forgotten: not while its signal goes to and fro, or one
  /// that comes back each few minutes would never be told.
  private func forgivenAt(_ unmetSince: Instant, _ timing: LevelTiming) -> Instant {
    let usual = unmetSince + timing.forgivenAfter
    guard let flapping = timing.flapping, timing.forgivenAfter > .zero,
      crossings.count >= flapping.crossings
    else { return usual }
    return max(usual, crossings[crossings.count - flapping.crossings] + flapping.window)
  }

  private mutating func noteCrossing(at now: Instant, _ timing: LevelTiming) {
    guard !isBeyond else { return }
    isBeyond = true
    guard let flapping = timing.flapping else { return }
    crossings.append(now)
    if crossings.count > flapping.crossings { crossings.removeFirst() }
  }
}
