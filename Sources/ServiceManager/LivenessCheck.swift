import CareModel

/// Decides whether the watchdog may be fed: only while bytes, core and store all move.
public struct LivenessCheck: Sendable {
  /// How often each stage has answered so far.
  public typealias Marks = [LivenessStage: Int]

  public enum Verdict: Hashable, Sendable {
    case feed
    /// These stages have not answered for so long; in the order of the way that bytes take.
    case withhold([Standstill])
  }

  public struct Standstill: Hashable, Sendable, CustomStringConvertible {
    public var stage: LivenessStage
    public var length: TimeLength

    public init(stage: LivenessStage, length: TimeLength) {
      self.stage = stage
      self.length = length
    }

    public var description: String { "\(stage.rawValue) for \(Int(length.seconds)) s" }
  }

  private let limits: [LivenessStage: TimeLength]
  private var last: [LivenessStage: (count: Int, at: Instant)] = [:]

  /// Every stage counts as moving at `start`.
  public init(limits: [LivenessStage: TimeLength], startingAt start: Instant) {
    self.limits = limits
    for stage in LivenessStage.allCases { last[stage] = (0, start) }
  }

  /// Half the watchdog's limit for bytes and core; for the store what a worn card may take.
  public static func limits(for schedule: WatchdogSchedule) -> [LivenessStage: TimeLength] {
    let half = TimeLength(milliseconds: max(1, schedule.limit.milliseconds / 2))
    return [.bytes: half, .core: half, .store: StorePatience.atMost]
  }

  /// Takes the counts as they are at `now`; any change of a count is movement.
  public mutating func step(_ marks: Marks, at now: Instant) -> Verdict {
    var standing: [Standstill] = []
    for stage in LivenessStage.allCases {
      let count = marks[stage] ?? 0
      let before = last[stage] ?? (0, now)
      if count != before.count { last[stage] = (count, now) }
      let length = now - (last[stage]?.at ?? now)
      if let limit = limits[stage], length > limit {
        standing.append(Standstill(stage: stage, length: length))
      }
    }
    return standing.isEmpty ? .feed : .withhold(standing)
  }
}
