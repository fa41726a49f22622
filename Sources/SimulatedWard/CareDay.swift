import CareModel

/// Where the binder is while the infant is off the chest.
public enum BinderPlace: Hashable, Sendable {
  /// Open, loosely under the infant, faintly warmed by it.
  case openUnderInfant
  /// Open, put away.
  case putAway
  /// Its buckle closed, on a chair: looks worn to whoever asks the buckle alone.
  case claspedOnChair
}

/// What happens with one infant from one time to another.
public struct CarePhase: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Skin to skin, binder clasped.
    case contact
    /// Minutes off the chest within a session: a diaper change, a visit to the bathroom.
    case pause
    case cot(BinderPlace)
  }

  public var interval: TruthInterval
  public var kind: Kind

  public init(_ kind: Kind, _ interval: TruthInterval) {
    self.kind = kind
    self.interval = interval
  }
}

/// How a caregiver holds the binder.
public enum CaregiverPosture: Hashable, Sendable {
  case lying, sitting, walking
}

/// One day of care of one infant: contact, pauses and cot without a gap between them.
public struct CareDay: Hashable, Sendable {
  public static let length = 86_400

  /// In order, each beginning where the one before ends.
  public var phases: [CarePhase]
  /// Seconds within contact in which the infant is moved and the electrode touches no skin.
  public var shifts: [TruthInterval] = []
  /// Minutes in the cot with the wrapping open.
  public var diaperChanges: [TruthInterval] = []
  /// In order; from each on the caregiver keeps that posture.
  public var postures: [PostureChange] = []

  public struct PostureChange: Hashable, Sendable {
    public var fromSecond: Int
    public var posture: CaregiverPosture
    /// In degrees; the binder tilts with its wearer.
    public var tilt: Double
    /// Share of the electrode that skin covers, 0 to 1.
    public var coverage: Double

    public init(fromSecond: Int, posture: CaregiverPosture, tilt: Double, coverage: Double) {
      self.fromSecond = fromSecond
      self.posture = posture
      self.tilt = tilt
      self.coverage = coverage
    }
  }

  /// A day of the given phases, with nothing else going on.
  public init(phases: [CarePhase]) { self.phases = phases }

  public var contact: [TruthInterval] {
    var merged: [TruthInterval] = []
    for phase in phases where phase.kind == .contact {
      if let last = merged.last, last.to == phase.interval.from {
        merged[merged.count - 1].to = phase.interval.to
      } else {
        merged.append(phase.interval)
      }
    }
    return merged
  }

  /// Contact and the pauses within it, joined.
  public var sessions: [TruthInterval] {
    var joined: [TruthInterval] = []
    var continues = false
    for phase in phases {
      if case .cot = phase.kind {
        continues = false
        continue
      }
      if continues {
        joined[joined.count - 1].to = phase.interval.to
      } else {
        joined.append(phase.interval)
      }
      continues = true
    }
    return joined
  }

  public var cotStays: [TruthInterval] {
    phases.compactMap { phase in
      if case .cot = phase.kind { phase.interval } else { nil }
    }
  }

  public func phase(atSecond second: Int) -> CarePhase? {
    phases.first { $0.interval.contains(second: second) }
  }

  /// Replaces what happens in `interval`, which must lie within one phase.
  public mutating func replace(_ interval: TruthInterval, with kind: CarePhase.Kind) {
    guard
      let index = phases.firstIndex(where: {
        $0.interval.from <= interval.from && interval.to <= $0.interval.to
      })
    else { return }
    let old = phases[index]
    let parts = [
      CarePhase(old.kind, TruthInterval(from: old.interval.from, to: interval.from)),
      CarePhase(kind, interval),
      CarePhase(old.kind, TruthInterval(from: interval.to, to: old.interval.to)),
    ]
    phases.replaceSubrange(index...index, with: parts.filter { $0.interval.from < $0.interval.to })
  }
}
