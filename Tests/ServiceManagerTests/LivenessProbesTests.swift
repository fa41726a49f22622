import CareModel
import ServiceManager
import Synchronization
import Testing

/// Asking the stages, without ever waiting for one.
struct LivenessProbesTests {
  /// A stage whose answers a test gives.
  final class Stage: Sendable {
    private struct State {
      var asked = 0
      var isStuck = false
      var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var asked: Int { state.withLock { $0.asked } }
    func stick() { state.withLock { $0.isStuck = true } }

    func letGo() {
      let waiting = state.withLock { state in
        state.isStuck = false
        defer { state.waiting = [] }
        return state.waiting
      }
      for continuation in waiting { continuation.resume() }
    }

    func answer() async -> Bool {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          state.asked += 1
          if state.isStuck { state.waiting.append(continuation) }
          return state.isStuck
        }
        if !mustWait { continuation.resume() }
      }
      return true
    }
  }

  private func eventually(_ condition: () -> Bool) async -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(10)
    while clock.now < end {
      if condition() { return true }
      try? await Task.sleep(for: .milliseconds(2))
    }
    return condition()
  }

  @Test func answersAreCountedAndAStuckStageIsAskedOnce() async {
    let core = Stage()
    let bytes = Stage()
    let probes = LivenessProbes([
      .core: .init(every: .seconds(1)) { await core.answer() },
      .bytes: .init(every: .seconds(1)) { await bytes.answer() },
    ])
    probes.ask(at: .zero)
    #expect(await eventually { probes.marks[.core] == 1 && probes.marks[.bytes] == 1 })
    core.stick()
    for second in 1...5 {
      probes.ask(at: Instant(seconds: Double(second)))
      #expect(await eventually { probes.marks[.bytes] == second + 1 })
    }
    #expect(core.asked == 2)
    #expect(probes.marks[.core] == 1)
    core.letGo()
    #expect(await eventually { probes.marks[.core] == 2 })
  }

  @Test func aStageIsAskedNoMoreOftenThanItWants() async {
    let store = Stage()
    let probes = LivenessProbes([.store: .init(every: .seconds(30)) { await store.answer() }])
    for second in 0..<60 {
      probes.ask(at: Instant(seconds: Double(second)))
      let wanted = second < 30 ? 1 : 2
      #expect(await eventually { probes.marks[.store] == wanted })
    }
    #expect(store.asked == 2)
  }

  @Test func whoCannotBeAskedHasNotMoved() async {
    let asked = Mutex(0)
    let probes = LivenessProbes([
      .core: .init(every: .zero) {
        asked.withLock { $0 += 1 }
        return false
      }
    ])
    for _ in 0..<3 {
      probes.ask(at: .zero)
      _ = await eventually { asked.withLock { $0 } > 0 }
    }
    #expect(probes.marks[.core] ?? 0 == 0)
  }
}
