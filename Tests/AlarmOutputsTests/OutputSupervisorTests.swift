import AlarmOutputs
import CareModel
import TestSupport
import Testing

/// Each output shows the newest, and none waits for another.
@Suite struct OutputSupervisorTests {
  private static let limits = OutputLimits(
    answerWithin: .seconds(0.2), checkPeriod: .seconds(0.05), retryFirst: .seconds(0.01),
    retryAtMost: .seconds(0.05))

  /// Runs a supervisor while `body` does; then stops it, and says how long that took.
  @discardableResult
  private func withSupervisor(
    _ outputs: [TestOutput], limits: OutputLimits = limits,
    _ body: (OutputSupervisor, Locked<[LineNews]>) async throws -> Void
  ) async rethrows -> Duration {
    let news = Locked<[LineNews]>([])
    let supervisor = OutputSupervisor(outputs, limits: limits) { told in
      news.change { $0.append(told) }
    }
    let running = Task { await supervisor.run() }
    try await body(supervisor, news)
    let began = ContinuousClock.now
    running.cancel()
    await running.value
    return ContinuousClock.now - began
  }

  @Test func everyOutputShowsWhatIsAnnouncedAndIsLeftSafe() async {
    let outputs = (0..<4).map { TestOutput("output-\($0)") }
    await withSupervisor(outputs) { supervisor, news in
      supervisor.announce(.alarm(.high))
      for output in outputs {
        #expect(await eventually { output.shown.value.last == .alarm(.high) })
      }
      supervisor.announce(.quiet)
      for output in outputs { #expect(await eventually { output.shown.value.last == .quiet }) }
      #expect(news.value.isEmpty)
      #expect(!outputs[0].isReleased.value)
    }
    #expect(outputs.filter { !$0.isReleased.value }.isEmpty)
  }

  @Test func whatStandsIsShownAgainAndAgain() async {
    let output = TestOutput("relay")
    await withSupervisor([output]) { supervisor, _ in
      supervisor.announce(.alarm(.low))
      #expect(await eventually { output.shown.value.count >= 4 })
      #expect(Set(output.shown.value) == [.alarm(.low)])
    }
  }

  /// The heart of it: 200 alarms go through three outputs while a fourth never returns.
  @Test func oneThatNeverReturnsDelaysNobody() async throws {
    let hung = TestOutput("hung", .hangs)
    let others = (0..<3).map { TestOutput("output-\($0)") }
    var limits = Self.limits
    limits.checkPeriod = .seconds(60)
    var slowest = Duration.zero
    let stop = await withSupervisor([hung] + others, limits: limits) { supervisor, news in
      for round in 0..<200 {
        let annunciation = Annunciation.alarm(round.isMultiple(of: 2) ? .high : .medium)
        let began = ContinuousClock.now
        supervisor.announce(annunciation)
        for output in others {
          #expect(await eventually { output.shown.value.last == annunciation })
        }
        slowest = max(slowest, ContinuousClock.now - began)
      }
      #expect(await eventually { news.value.count == 1 })
      #expect(news.value.first?.name == "hung")
      #expect(news.value.first?.failure?.contains("no answer in 0.2 s") == true)
      #expect(hung.calls.value == 1)
    }
    #expect(slowest < .seconds(2), "\(slowest)")
    // Twice the time that an output may take, and room for a busy machine.
    #expect(stop < .seconds(5), "\(stop)")
    #expect(others.filter { !$0.isReleased.value }.isEmpty)
    #expect(!hung.isReleased.value)
    hung.wake()
  }

  @Test func oneThatComesBackFromAHangShowsTheNewest() async {
    let output = TestOutput("relay", .hangs)
    await withSupervisor([output]) { supervisor, news in
      supervisor.announce(.alarm(.high))
      #expect(await eventually { news.value.count == 1 })
      supervisor.announce(.alarm(.low))
      supervisor.announce(.quiet)
      // Both are on their way; who wakes before the second came would rightly show the first.
      try? await Task.sleep(for: .milliseconds(300))
      output.wake()
      #expect(await eventually { output.shown.value.last == .quiet })
      #expect(await eventually { news.value.count == 2 })
      #expect(news.value.last == LineNews(name: "relay", failure: nil))
      // What was announced while it hung and is outdated was never begun.
      #expect(!output.shown.value.contains(.alarm(.low)))
    }
  }

  @Test func failingAndWorkingAreToldOncePerChange() async {
    let output = TestOutput("relay", .fails)
    await withSupervisor([output]) { supervisor, news in
      supervisor.announce(.alarm(.high))
      #expect(await eventually { output.calls.value > 10 })
      #expect(news.value == [LineNews(name: "relay", failure: "broken")])
      output.behaviour.set(.shows)
      #expect(await eventually { output.shown.value.last == .alarm(.high) })
      #expect(await eventually { news.value.count == 2 })
      let calls = output.calls.value
      #expect(await eventually { output.calls.value > calls + 3 })
      #expect(news.value.last == LineNews(name: "relay", failure: nil))
      output.behaviour.set(.fails)
      #expect(await eventually { news.value.count == 3 })
    }
  }

  @Test func anOutputThatCannotBeLeftSafeIsTold() async {
    let output = TestOutput("relay")
    let news = Locked<[LineNews]>([])
    await withSupervisor([output]) { supervisor, told in
      supervisor.announce(.quiet)
      #expect(await eventually { output.shown.value.last == .quiet })
      output.behaviour.set(.fails)
      #expect(await eventually { told.value.count == 1 })
      news.set(told.value)
    }
    #expect(!output.isReleased.value)
    #expect(news.value.first?.failure == "broken")
  }

  @Test func nothingIsShownBeforeTheFirstAnnouncementNorAfterTheEnd() async {
    let output = TestOutput("relay")
    await withSupervisor([output]) { _, _ in
      try? await Task.sleep(for: .milliseconds(100))
      #expect(output.calls.value == 0)
    }
    let calls = output.calls.value
    try? await Task.sleep(for: .milliseconds(150))
    #expect(output.calls.value == calls)
    #expect(output.isReleased.value)
  }
}
