import CareModel
import Synchronization

/// Asks each stage whether it moves, and counts the answers; a stage that hangs holds up nobody.
public final class LivenessProbes: Sendable {
  /// What one stage is asked, and how often at most.
  public struct Question: Sendable {
    var every: TimeLength
    /// Returns true when the stage has answered; false when it could not be asked.
    var isAnswered: @Sendable () async -> Bool

    public init(every: TimeLength, isAnswered: @escaping @Sendable () async -> Bool) {
      self.every = every
      self.isAnswered = isAnswered
    }
  }

  private struct Stage {
    var answers = 0
    var isWaiting = false
    var askedAt: Instant?
  }

  private let questions: [LivenessStage: Question]
  private let stages = Mutex<[LivenessStage: Stage]>([:])

  public init(_ questions: [LivenessStage: Question]) { self.questions = questions }

  /// How often each has answered.
  public var marks: LivenessCheck.Marks { stages.withLock { $0.mapValues(\.answers) } }

  /// Asks every stage that is due and owes no answer; returns at once.
  public func ask(at now: Instant) {
    for (stage, question) in questions where isDue(stage, question.every, at: now) {
      Task {
        let hasAnswered = await question.isAnswered()
        stages.withLock { stages in
          if hasAnswered { stages[stage, default: Stage()].answers += 1 }
          stages[stage, default: Stage()].isWaiting = false
        }
      }
    }
  }

  private func isDue(_ stage: LivenessStage, _ every: TimeLength, at now: Instant) -> Bool {
    stages.withLock { stages in
      let known = stages[stage] ?? Stage()
      if known.isWaiting { return false }
      if let askedAt = known.askedAt, now - askedAt < every { return false }
      stages[stage, default: Stage()].isWaiting = true
      stages[stage, default: Stage()].askedAt = now
      return true
    }
  }
}
