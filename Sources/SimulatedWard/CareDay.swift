import CareModel

/// How a caregiver holds the binder.
public enum CaregiverPosture: Hashable, Sendable {
  case lying, sitting, walking
}

/// A day, or several, of care of one infant: contact, pauses and cot without a gap between them.
public struct CareDay: Hashable, Sendable {
  /// Of one day, in seconds.
  public static let length = 86_400

  /// In order, each beginning where the one before ends.
  public var phases: [CarePhase]
  /// Seconds within contact in which the infant is moved and the electrode touches no skin.
  public var shifts: [TruthInterval] = []
  /// Stretches within contact in which the strap is loosened and the infant laid anew.
  public var repositionings: [TruthInterval] = []
  /// Seconds in which somebody pushes against a binder that nobody wears.
  public var bumps: [TruthInterval] = []
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

  /// The end of the last phase, in seconds.
  public var endSecond: Int { phases.last?.interval.toSecond ?? 0 }

  /// Skin to skin.
  public var contact: [TruthInterval] { stretches { $0 == .contact } }

  /// Stretches in which one kind or another holds, joined where they touch.
  public func stretches(_ isMeant: (CarePhase.Kind) -> Bool) -> [TruthInterval] {
    var merged: [TruthInterval] = []
    for phase in phases where isMeant(phase.kind) {
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
      if phase.kind == .pause { continue }
      if phase.kind == .contact, continues {
        joined[joined.count - 1].to = phase.interval.to
      } else if phase.kind == .contact {
        joined.append(phase.interval)
      }
      continues = phase.kind == .contact
    }
    return joined
  }

  /// In the cot with the binder off; not those with the binder worn empty.
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
