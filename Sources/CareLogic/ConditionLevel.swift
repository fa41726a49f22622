import CareModel

/// How one sample stands to one threshold.
public enum Judgement: Hashable, Sendable {
  /// Beyond the threshold.
  case met
  /// Between the threshold and the point from which the condition counts as over, or not to be told.
  case between
  case clear
}

/// The clinical delays of one level of a condition.
public struct LevelTiming: Hashable, Sendable {
  public var raiseAfter: TimeLength
  public var resolveAfter: TimeLength
  /// A pending condition is forgotten when it was not met for this long.
  public var forgivenAfter: TimeLength

  public init(raiseAfter: TimeLength, resolveAfter: TimeLength, forgivenAfter: TimeLength) {
    self.raiseAfter = raiseAfter
    self.resolveAfter = resolveAfter
    self.forgivenAfter = forgivenAfter
  }
}

/// One threshold of one condition in time: inactive, pending, active, or active and clearing.
///
/// The last judgement stands until another replaces it: silence neither raises doubt nor clears.
public struct ConditionLevel: Hashable, Codable, Sendable {
  public private(set) var isActive = false
  /// Since when the threshold has been passed: the dated onset.
  public private(set) var metSince: Instant?
  private var unmetSince: Instant?
  /// Since when the condition has been judged clear, and when it last was: only samples clear.
  private var clearSince: Instant?
  private var lastClear: Instant?

  public init() {}

  public var isQuiet: Bool { !isActive && metSince == nil }

  /// Takes a judgement; the timers are looked at by `elapse`.
  public mutating func judge(_ judgement: Judgement, at now: Instant) {
    switch judgement {
    case .met:
      if metSince == nil { metSince = now }
      unmetSince = nil
      interruptClearing()
    case .between:
      interruptClearing()
      if !isActive, metSince != nil, unmetSince == nil { unmetSince = now }
    case .clear:
      if isActive {
        if clearSince == nil { clearSince = now }
        lastClear = now
      } else if metSince != nil, unmetSince == nil {
        unmetSince = now
      }
    }
  }

  /// Lets the timers that are due at `now` take effect; true when the level became active or inactive.
  public mutating func elapse(to now: Instant, _ timing: LevelTiming) -> Bool {
    guard let due = deadline(timing), due <= now else { return false }
    if isActive {
      self = ConditionLevel()
      return true
    }
    if unmetSince != nil {
      self = ConditionLevel()
      return false
    }
    isActive = true
    return true
  }

  /// When a timer is next due; nil when none runs.
  public func deadline(_ timing: LevelTiming) -> Instant? {
    if isActive {
      // Never by the passing of time alone: loss of data never clears an alarm.
      guard let clearSince, let lastClear, lastClear - clearSince >= timing.resolveAfter else {
        return nil
      }
      return lastClear
    }
    if let unmetSince { return unmetSince + timing.forgivenAfter }
    return metSince.map { $0 + timing.raiseAfter }
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
  public mutating func skip(_ gap: TimeLength) {
    if !isActive { metSince = metSince.map { $0 + gap } }
    unmetSince = unmetSince.map { $0 + gap }
    interruptClearing()
  }

  /// Forgets how long the condition has been clear, because nobody watched it for a while.
  public mutating func interruptClearing() {
    clearSince = nil
    lastClear = nil
  }

  /// Ends the level at once, because its subject left.
  public mutating func end() { self = ConditionLevel() }
}
