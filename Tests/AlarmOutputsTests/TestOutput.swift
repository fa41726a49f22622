import AlarmOutputs
import CareModel
import TestSupport

/// An output that does what a test tells it.
final class TestOutput: AlarmOutput {
  struct Broken: Error, CustomStringConvertible {
    var description: String { "broken" }
  }
  enum Behaviour: Sendable {
    case shows, fails
    /// Never returns, whether it is cancelled or not.
    case hangs
  }

  let name: String
  let behaviour: Locked<Behaviour>
  let shown = Locked<[Annunciation]>([])
  let calls = Locked(0)
  let isReleased = Locked(false)
  private let hung = Locked<[CheckedContinuation<Void, Never>]>([])

  init(_ name: String, _ behaviour: Behaviour = .shows) {
    self.name = name
    self.behaviour = Locked(behaviour)
  }

  func show(_ annunciation: Annunciation) async throws {
    calls.change { $0 += 1 }
    switch behaviour.value {
    case .shows: break
    case .fails: throw Broken()
    case .hangs:
      await withCheckedContinuation { continuation in hung.change { $0.append(continuation) } }
    }
    shown.change { $0.append(annunciation) }
  }

  func release() async throws {
    if case .hangs = behaviour.value {
      await withCheckedContinuation { continuation in hung.change { $0.append(continuation) } }
    }
    if case .fails = behaviour.value { throw Broken() }
    isReleased.set(true)
  }

  /// Lets everything go on that hangs.
  func wake() {
    behaviour.set(.shows)
    let waiting = hung.value
    hung.set([])
    for continuation in waiting { continuation.resume() }
  }
}

extension Annunciation {
  /// One that stands and sounds at this priority, at bed 1.
  static func alarm(_ priority: AlarmPriority) -> Annunciation {
    let level = Level(standing: priority, sounding: priority)
    return Annunciation(ward: level, beds: ["1": level])
  }
}
