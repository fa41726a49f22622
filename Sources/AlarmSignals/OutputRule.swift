import CareModel

/// What one output shows of an annunciation.
public struct OutputRule: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Drawn while all is well, released on a call.
    case nurseCall = "nurse-call"
    /// Drawn while the gateway works.
    case gatewayFailed = "gateway-failed"
    case lamp
    case buzzer
  }

  /// How long an alarm calls.
  public enum CallUntil: String, Hashable, Sendable, CaseIterable {
    /// Until somebody answers, and again when nobody comes back.
    case acknowledged
    /// As long as it stands.
    case resolved
  }

  public var kind: Kind
  /// Nil: everything at this hub. With a bed, what belongs to no bed is shown all the same.
  public var bed: String?
  public var leastPriority: AlarmPriority
  /// Louder ones are shown by another lamp.
  public var mostPriority: AlarmPriority
  public var callUntil: CallUntil

  public init(
    kind: Kind, bed: String? = nil, leastPriority: AlarmPriority = .low,
    mostPriority: AlarmPriority = .high, callUntil: CallUntil = .acknowledged
  ) {
    self.kind = kind
    self.bed = bed
    self.leastPriority = leastPriority
    self.mostPriority = mostPriority
    self.callUntil = callUntil
  }

  public func signal(for annunciation: Annunciation) -> Signal {
    let level = level(of: annunciation)
    return switch kind {
    case .nurseCall: calls(level, annunciation) ? .off : .on
    // Whether the gateway works is no alarm of the ward's: whoever drives the relay asks it.
    case .gatewayFailed: .on
    case .lamp: lamp(level, isTest: annunciation.isTest)
    case .buzzer: buzzer(level, annunciation)
    }
  }

  private func level(of annunciation: Annunciation) -> Annunciation.Level {
    guard let bed else { return annunciation.ward }
    var level = annunciation.everywhere
    if let own = annunciation.beds[bed] { level.add(own) }
    return level
  }

  private func calls(_ level: Annunciation.Level, _ annunciation: Annunciation) -> Bool {
    if annunciation.isTest { return true }
    let heard = callUntil == .resolved ? level.standing : level.sounding
    return heard.map { mustRing(level, annunciation) || $0 >= leastPriority } ?? false
  }

  private func lamp(_ level: Annunciation.Level, isTest: Bool) -> Signal {
    // A lamp of another colour than the test's priority must be seen to work, too.
    if isTest { return .pattern(.flash(mostPriority)) }
    guard let standing = level.standing, (leastPriority...mostPriority).contains(standing) else {
      return .off
    }
    return .pattern(.flash(standing))
  }

  private func buzzer(_ level: Annunciation.Level, _ annunciation: Annunciation) -> Signal {
    if annunciation.isTest { return .pattern(.highBurst) }
    guard let sounding = level.sounding else { return .off }
    guard mustRing(level, annunciation) || sounding >= leastPriority else { return .off }
    return .pattern(.burst(level.isEscalated ? sounding.raised : sounding))
  }

  /// Nobody else will: the configured least priority does not hold.
  private func mustRing(_ level: Annunciation.Level, _ annunciation: Annunciation) -> Bool {
    level.isEscalated || annunciation.stationIsSilent
  }
}

extension AlarmPriority {
  /// The next louder one.
  fileprivate var raised: AlarmPriority { self == .low ? .medium : .high }
}
