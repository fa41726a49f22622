import CareModel
import ServiceManager
import Synchronization
import Testing

/// The watchdog's food over a real socket, on a clock that the test moves.
struct WatchdogFeederTests {
  /// Ends the feeding after so many turns, each a feeding pause long.
  final class Turns: Sendable {
    private let turn = Mutex(0)
    let last: Int
    let pause: TimeLength

    init(last: Int, pause: TimeLength) {
      self.last = last
      self.pause = pause
    }

    var now: Instant { Instant(milliseconds: Int64(number) * pause.milliseconds) }
    var number: Int { turn.withLock { $0 } }

    func sleep() async throws {
      let number = turn.withLock { turn in
        turn += 1
        return turn
      }
      if number >= last { throw CancellationError() }
      // The stages answer in real time.
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private func run(turns: Int, stuckFrom: Int, to end: Int) async throws -> (
    fed: Int, news: [WatchdogFeeder.News]
  ) {
    let listener = try NotifyListener(isAbstract: true)
    let notifier = try ServiceNotifier(environment: ["NOTIFY_SOCKET": listener.address])
    let schedule = WatchdogSchedule(limit: .seconds(20))
    let clock = Turns(last: turns, pause: schedule.feedEvery)
    let moves: @Sendable () async -> Bool = { !(stuckFrom..<end).contains(clock.number) }
    let probes = LivenessProbes(
      Dictionary(
        uniqueKeysWithValues: LivenessStage.allCases.map {
          ($0, LivenessProbes.Question(every: .zero, isAnswered: moves))
        }))
    let fed = Mutex(0)
    let feeder = WatchdogFeeder(
      schedule: schedule, notifier: notifier, probes: probes, now: { clock.now },
      sleep: { _ in
        // Read each turn: the system's queue is short.
        while let text = listener.receive(mayWait: false) {
          #expect(text == "WATCHDOG=1")
          fed.withLock { $0 += 1 }
        }
        try await clock.sleep()
      })
    let news = Mutex<[WatchdogFeeder.News]>([])
    await feeder.run { item in news.withLock { $0.append(item) } }
    return (fed.withLock { $0 }, news.withLock { $0 })
  }

  @Test func whatMovesIsFedEachTurn() async throws {
    let (fed, news) = try await run(turns: 9, stuckFrom: .max - 1, to: .max)
    #expect(fed == 9)
    #expect(news.isEmpty)
  }

  @Test func whatStandsIsFedNoMoreAndTheReasonIsToldOnce() async throws {
    let (fed, news) = try await run(turns: 20, stuckFrom: 2, to: 12)
    // Half of 20 s is allowed: two pauses of 5 s.
    #expect((10...15).contains(fed), "\(fed) of 20")
    #expect(news.count == 2)
    guard case .withheld(let reason) = news.first else {
      Issue.record("\(news)")
      return
    }
    #expect(reason.contains("bytes for") && reason.contains("core for"))
    #expect(news.last == .fedAgain)
  }
}
