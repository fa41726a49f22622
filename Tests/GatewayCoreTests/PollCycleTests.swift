import CareModel
import Devices
import Testing

@testable import GatewayCore

@Suite("Whose turn it is on a shared line")
struct PollCycleTests {
  /// At 19,200 bit/s: 50 ms, and twice the longest frame.
  private static let timeout = 0.05 + 2 * 2550.0 / 19_200

  /// One question with its time.
  private struct Asked: Equatable {
    var at: Double
    var address: UInt8
  }

  /// Runs a line on which only `present` answer, after `delay` seconds.
  private func run(
    _ addresses: [UInt8], present: Set<UInt8>, until end: Double, delay: Double = 0.02
  ) -> [Asked] {
    var cycle = PollCycle(addresses: addresses, period: .seconds(1), baud: 19_200)
    cycle.start(at: .zero)
    var asked: [Asked] = []
    var answer: (at: Instant, address: UInt8)?
    while true {
      var next = cycle.deadline
      if let answer { next = min(next, answer.at) }
      if next > Instant(seconds: end) { return asked }
      if let due = answer, due.at <= next {
        cycle.answered(by: due.address, answering: nil, at: due.at)
        answer = nil
        continue
      }
      guard let request = cycle.next(at: next) else { continue }
      asked.append(Asked(at: next.seconds, address: request.address))
      if present.contains(request.address) {
        answer = (next + .seconds(delay), request.address)
      }
    }
  }

  @Test("everybody is asked once a period, in order, one at a time, with the turn-around between")
  func order() {
    let asked = run([1, 2, 3], present: [1, 2, 3], until: 2.9)
    #expect(asked.map(\.address) == [1, 2, 3, 1, 2, 3, 1, 2, 3])
    for (earlier, later) in zip(asked, asked.dropFirst()) {
      #expect(later.at - earlier.at >= 0.02 + 0.002 - 1e-9)
    }
    #expect(asked[3].at == 1 && asked[6].at == 2)
  }

  @Test("who does not answer is tried three times, and then once every ten seconds")
  func absent() {
    let asked = run([1, 2], present: [2], until: 60).filter { $0.address == 1 }
    #expect(asked.count == 3 + 5, "\(asked.map(\.at))")
    for (earlier, later) in zip(asked.prefix(3), asked.prefix(3).dropFirst()) {
      #expect(abs(later.at - earlier.at - Self.timeout) < 0.002)
    }
    for (earlier, later) in zip(asked.dropFirst(2), asked.dropFirst(3)) {
      #expect((9.5...11.5).contains(later.at - earlier.at), "\(asked.map(\.at))")
    }
  }

  @Test("the others are asked every period while one is absent")
  func othersGoOn() {
    let asked = run([1, 2, 3], present: [2, 3], until: 30).filter { $0.address == 3 }
    #expect(asked.count >= 30)
  }

  @Test("an answer that comes slowly is not asked for twice")
  func slow() {
    let asked = run([1], present: [1], until: 10.5, delay: Self.timeout - 0.01)
    #expect(asked.count == 11)
  }

  @Test("a line on which nobody answers keeps a bounded number of questions")
  func nobody() {
    let asked = run(Array(1...20), present: [], until: 300)
    #expect(asked.count <= 20 * (3 + 30))
    #expect(asked.count >= 20 * (3 + 20))
  }

  @Test("a command waits its turn, is sent once, and is dropped with a board that is absent")
  func commands() {
    var cycle = PollCycle(addresses: [1], period: .seconds(10), baud: 19_200)
    cycle.start(at: .zero)
    let first = cycle.next(at: .zero)
    #expect(first?.command == .poll)
    cycle.queue(.identify, for: 1)
    cycle.queue(.identify, for: 1)
    let during = cycle.next(at: Instant(milliseconds: 1))
    #expect(during == nil)
    cycle.answered(by: 1, answering: nil, at: Instant(milliseconds: 20))
    let early = cycle.next(at: Instant(milliseconds: 21))
    #expect(early == nil)
    let second = cycle.next(at: Instant(milliseconds: 24))
    #expect(second?.command == .identify)
    cycle.answered(by: 1, answering: nil, at: Instant(milliseconds: 40))
    let third = cycle.next(at: Instant(milliseconds: 44))
    #expect(third == nil)
  }

  @Test("a closed line is not polled, and its deadline wakes nobody")
  func closed() throws {
    var core = GatewayCore(
      ward: Ward(settings: CareSettings(), calendar: .utc, start: nil),
      ports: [("bus", .polled(addresses: [1, 2], period: .seconds(1), baud: 19_200))],
      registry: LinkRegistry([:]))
    _ = core.step(.opened("bus"), at: .zero)
    _ = core.step(.closed("bus"), at: Instant(seconds: 1))
    var sends = 0
    for second in stride(from: 1.0, to: 60, by: 0.1) {
      for effect in core.step(.tick, at: Instant(seconds: second)) {
        if case .send = effect { sends += 1 }
      }
    }
    #expect(sends == 0)
  }
}
