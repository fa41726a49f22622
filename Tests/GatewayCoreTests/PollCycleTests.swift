import CareModel
import Devices
import Testing
import WireProtocol

@testable import GatewayCore

@Suite("Whose turn it is on a shared line")
struct PollCycleTests {
  /// At 19,200 bit/s: a POLL of 20 bytes, and nothing for 50 ms.
  private static let nothing = 0.011 + 0.05
  /// The same where an answer has begun: 256 bytes more.
  private static let begun = nothing + 0.134

  /// One question with its time.
  private struct Asked: Equatable {
    var at: Double
    var address: UInt8
  }

  /// Runs a line on which only `present` answer, after `delay` seconds.
  private func run(
    _ addresses: [UInt8], present: Set<UInt8>, until end: Double, delay: Double = 0.02,
    begins: Bool = false
  ) -> [Asked] {
    var cycle = PollCycle(addresses: addresses, period: .seconds(1), baud: 19_200)
    cycle.start(at: .zero)
    var asked: [Asked] = []
    var sequence: UInt16 = 0
    var answer: (at: Instant, address: UInt8)?
    while true {
      var next = cycle.deadline
      if let answer { next = min(next, answer.at) }
      if next > Instant(seconds: end) { return asked }
      if let due = answer, due.at <= next {
        _ = cycle.answered(
          by: SerialNumber(9), at: due.address, answering: sequence, at: due.at)
        answer = nil
        continue
      }
      guard case .ask(let request) = cycle.next(at: next) else { continue }
      sequence += 1
      cycle.sent(sequence: sequence, to: SerialNumber(0), bytes: 20, at: next)
      if begins { cycle.heardBytes() }
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
      #expect(abs(later.at - earlier.at - Self.nothing - 0.004) < 0.002)
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

  @Test("an answer that has begun may take as long as the longest frame; then it is asked again")
  func slow() {
    let inTime = run([1], present: [1], until: 10.5, delay: Self.begun - 0.001, begins: true)
    #expect(inTime.count == 11)
    let late = run([1], present: [1], until: 0.9, delay: Self.begun + 0.01, begins: true)
    #expect(late.count == 3)
    let unbegun = run([1], present: [1], until: 0.9, delay: Self.nothing + 0.01)
    #expect(unbegun.count == 3)
  }

  @Test("a line on which nobody answers keeps a bounded number of questions")
  func nobody() {
    let asked = run(Array(1...20), present: [], until: 300)
    #expect(asked.count <= 20 * (3 + 30))
    #expect(asked.count >= 20 * (3 + 20))
  }

  @Test("a command waits its turn, is sent once, and live values go before it")
  func commands() {
    var cycle = PollCycle(addresses: [1], period: .seconds(10), baud: 19_200)
    cycle.start(at: .zero)
    let poll = PollCycle.Request(address: 1, command: .poll)
    let identify = PollCycle.Request(address: 1, command: .identify)
    let first = cycle.next(at: .zero)
    #expect(first == .ask(poll))
    cycle.sent(sequence: 1, to: SerialNumber(0), bytes: 20, at: .zero)
    cycle.queue(.identify, for: 1)
    cycle.queue(.identify, for: 1)
    let during = cycle.next(at: Instant(milliseconds: 1))
    #expect(during == nil)
    let answered = answer(&cycle, 1, at: 20)
    #expect(answered == poll)
    let early = cycle.next(at: Instant(milliseconds: 21))
    #expect(early == nil)
    let second = cycle.next(at: Instant(milliseconds: 24))
    #expect(second == .ask(identify))
    cycle.sent(sequence: 2, to: SerialNumber(9), bytes: 20, at: Instant(milliseconds: 24))
    let stranger = answer(&cycle, 2, serial: 8, at: 30)
    let late = answer(&cycle, 1, at: 31)
    #expect(stranger == nil && late == nil)
    let own = answer(&cycle, 2, at: 40)
    #expect(own == identify)
    let third = cycle.next(at: Instant(milliseconds: 44))
    #expect(third == nil)
    cycle.queue(.identify, for: 1)
    let fourth = cycle.next(at: Instant(seconds: 10))
    #expect(fourth == .ask(poll))
  }

  private func answer(
    _ cycle: inout PollCycle, _ sequence: UInt16, serial: UInt64 = 9, at milliseconds: Int64
  ) -> PollCycle.Request? {
    cycle.answered(
      by: SerialNumber(serial), at: 1, answering: sequence,
      at: Instant(milliseconds: milliseconds))
  }

  @Test("who is given up is told as new once, and what else was to be asked of him is dropped")
  func givenUp() {
    var cycle = PollCycle(addresses: [1], period: .seconds(1), baud: 19_200)
    cycle.start(at: .zero)
    var gaveUp: [Bool] = []
    while cycle.deadline < Instant(seconds: 40) {
      let now = cycle.deadline
      switch cycle.next(at: now) {
      case .gaveUp(_, let isNew):
        gaveUp.append(isNew)
        cycle.queue(.identify, for: 1)
      case .ask, nil: break
      }
    }
    #expect(gaveUp.first == true && gaveUp.dropFirst().allSatisfy { !$0 })
    #expect(gaveUp.count <= 8)
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
