import CareModel

/// Whether a skin probe still sits on the infant, from what its temperature does.
///
/// A detached probe is evidence, never an excuse: once doubt has arisen it stays until the reading
/// has risen again and settled, or is back in the normal band. Where it never read cold, it is enough
/// that it has settled with no evidence left. Source: clinical ground, alarm table.
public struct ProbeAttachment: Hashable, Codable, Sendable {
  /// What else is known at the time of a probe's sample.
  public struct Surroundings: Sendable {
    public var room: Celsius?
    /// The binder's inner face, only while it likely holds the infant.
    public var inner: Celsius?

    public init(room: Celsius?, inner: Celsius?) {
      self.room = room
      self.inner = inner
    }
  }

  /// Since when the probe is in doubt; nil while it counts as seated.
  public private(set) var doubtedSince: Instant?
  private var reference: Reference?
  /// The lowest reading since the doubt arose.
  private var lowest: Double?
  private var settledSince: Instant?
  /// Since when the reading has been below the binder's inner face without a break.
  private var belowInnerSince: Instant?
  /// Since when the reading has been back in the normal band.
  private var normalSince: Instant?
  private var settledAround = 0.0

  private struct Reference: Hashable, Codable {
    var at: Instant
    var degrees: Double
  }

  public init() {}

  public var isDoubted: Bool { doubtedSince != nil }

  /// True where it reads normal again, and the doubt may soon be over.
  public var readsNormal: Bool { normalSince != nil }

  /// Takes one filtered skin temperature.
  public mutating func observe(
    _ skin: Celsius, _ surroundings: Surroundings, at now: Instant, settings: CareSettings
  ) {
    let evidence = hasEvidence(skin, surroundings, at: now, settings: settings)
    if doubtedSince == nil {
      guard evidence else { return }
      // What was seen in the meantime is part of the doubt.
      doubtedSince = belowInnerSince ?? now
      lowest = skin.degrees
      settledSince = nil
      return
    }
    lowest = min(lowest ?? skin.degrees, skin.degrees)
    if isBack(skin, evidence: evidence, at: now, settings: settings) { self = ProbeAttachment() }
  }

  /// Forgets the dynamics after a gap in the samples; a doubt stays.
  public mutating func restart() {
    reference = nil
    settledSince = nil
    normalSince = nil
    belowInnerSince = nil
  }

  /// Puts the probe in doubt where it is not, without any evidence of its own.
  public mutating func doubt(from now: Instant) { doubtedSince = doubtedSince ?? now }

  private mutating func hasEvidence(
    _ skin: Celsius, _ surroundings: Surroundings, at now: Instant, settings: CareSettings
  ) -> Bool {
    let falls = isFalling(skin, at: now, settings: settings)
    let isBelowInner = hasBeenBelowInner(skin, surroundings.inner, at: now, settings: settings)
    // In a hot ward a fallen probe reads what skin could read: nothing proves it.
    if let room = surroundings.room, room >= settings.probeHotWardFrom { return false }
    // A reading that is normal or better speaks for itself.
    guard skin.shownTenths < settings.hypothermiaMildBelow.shownTenths else { return false }
    if falls { return true }
    if isBelowInner { return true }
    guard let room = surroundings.room, room < settings.probeRoomProofBelow else { return false }
    return skin.degrees < room.degrees + settings.probeNearRoom.degrees
  }

  /// True where the reading has been below the binder's inner face for a while.
  private mutating func hasBeenBelowInner(
    _ skin: Celsius, _ inner: Celsius?, at now: Instant, settings: CareSettings
  ) -> Bool {
    guard let inner, inner <= settings.alarms.probeInnerAtMost,
      skin.degrees < inner.degrees - settings.probeBelowInnerFace.degrees
    else {
      belowInnerSince = nil
      return false
    }
    let since = belowInnerSince ?? now
    belowInnerSince = since
    return now - since >= settings.alarms.probeBelowInnerFor
  }

  /// True while the reading falls faster than a body can cool, seen over about a minute.
  private mutating func isFalling(
    _ skin: Celsius, at now: Instant, settings: CareSettings
  ) -> Bool {
    guard let earlier = reference else {
      reference = Reference(at: now, degrees: skin.degrees)
      return false
    }
    let minutes = (now - earlier.at).minutes
    guard minutes >= 1 else { return false }
    reference = Reference(at: now, degrees: skin.degrees)
    return earlier.degrees - skin.degrees >= settings.probeFallPerMinute.degrees * minutes
  }

  /// True where no reading since the doubt arose would have been moderate hypothermia or worse: an
  /// infant may lie under it that is a little cool, and nothing else speaks against the probe.
  private func wasNeverCold(_ settings: CareSettings) -> Bool {
    lowest.map { Celsius($0).shownTenths >= settings.hypothermiaModerateBelow.shownTenths } ?? false
  }

  private mutating func isBack(
    _ skin: Celsius, evidence: Bool, at now: Instant, settings: CareSettings
  ) -> Bool {
    let tenths = skin.shownTenths
    let isNormal =
      tenths >= settings.hypothermiaMildBelow.shownTenths
      && tenths <= settings.hyperthermiaAbove.shownTenths
    // The normal band speaks for itself: no fallen probe reads it where its fall could be proved.
    guard !isNormal || evidence else {
      normalSince = normalSince ?? now
      return normalSince.map { now - $0 >= settings.probeDetachedDelay } ?? false
    }
    normalSince = nil
    let hasRisen =
      lowest.map { skin.degrees >= $0 + settings.probeReseatRise.degrees } ?? false
    guard !evidence, hasRisen || wasNeverCold(settings) else {
      settledSince = nil
      return false
    }
    guard let since = settledSince, abs(skin.degrees - settledAround) <= 0.5 else {
      settledSince = now
      settledAround = skin.degrees
      return false
    }
    return now - since >= settings.probeSettleDelay
  }
}
