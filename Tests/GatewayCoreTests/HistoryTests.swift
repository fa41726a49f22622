import CareModel
import Devices
import Testing
import WireProtocol

@testable import GatewayCore

@Suite("What a board stored while nobody listened")
struct HistoryTests {
  private var bench = LineBench()
  private var board = HandMadeBoard()

  /// The measured times of the history samples, in seconds.
  private var measured: [Double] { bench.samples.compactMap { $0.measuredAt?.seconds } }

  /// The first report, and then a gap; the line is asked for what is stored.
  private mutating func begin(_ stored: ClosedRange<UInt32>) throws {
    try bench.hear(&board, HandMadeBoard.report(stored), at: 1000)
    _ = bench.takeCommands()
  }

  private mutating func hand(_ cursors: ClosedRange<UInt32>, at second: Double) throws {
    for cursor in cursors {
      let record = board.record(cursor, measuredAt: Instant(seconds: 10 * Double(cursor)))
      try bench.hear(&board, record, at: second)
    }
  }

  @Test("is read from the oldest in portions, placed within a second, and then acknowledged")
  mutating func portions() throws {
    try bench.hear(&board, HandMadeBoard.report(11...50), at: 1000)
    #expect(bench.takeCommands().last == .historyRead(from: 11, most: 16))
    try hand(11...26, at: 1001)
    try bench.hear(&board, HandMadeBoard.end(11...50), at: 1001)
    #expect(bench.takeCommands() == [.historyRead(from: 27, most: 16)])
    try hand(27...42, at: 1002)
    try bench.hear(&board, HandMadeBoard.end(11...50), at: 1002)
    #expect(bench.takeCommands() == [.historyRead(from: 43, most: 16)])
    try hand(43...50, at: 1003)
    try bench.hear(&board, HandMadeBoard.end(11...50), at: 1003)
    #expect(bench.takeCommands() == [])
    try #require(measured.count == 40)
    for (cursor, second) in zip(11...50, measured) {
      #expect(abs(second - 10 * Double(cursor)) <= 1)
    }
    try bench.save()
    #expect(bench.takeCommands() == [.historyAcknowledge(through: 50)])
  }

  @Test("nothing is acknowledged before the input that it came with is on disk")
  mutating func savedFirst() throws {
    try begin(11...12)
    let before = bench.input
    try hand(11...12, at: 1001)
    try bench.hear(&board, HandMadeBoard.end(11...12), at: 1001)
    try bench.save(through: before)
    #expect(bench.takeCommands() == [])
    try bench.save(through: bench.input - 1)
    #expect(bench.takeCommands() == [])
    try bench.save(through: bench.input)
    #expect(bench.takeCommands() == [.historyAcknowledge(through: 12)])
    try bench.save(through: bench.input + 100)
    #expect(bench.takeCommands() == [])
  }

  @Test("what was heard live is acknowledged unread, at most every ten seconds")
  mutating func live() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    for second in stride(from: 6.0, through: 61, by: 5) {
      try bench.hear(&board, HandMadeBoard.report(1...UInt32(second / 5)), at: second)
      try bench.save()
    }
    let commands = bench.takeCommands().dropFirst(2)
    #expect(commands.count == 6)
    #expect(commands.last == .historyAcknowledge(through: 11))
  }

  @Test("an answer that is lost is asked for again from where it stopped, three times in all")
  mutating func lostAnswer() throws {
    try begin(11...50)
    try bench.poll(at: 1001.4)
    #expect(bench.takeCommands() == [])
    try bench.poll(at: 1001.5)
    #expect(bench.takeCommands() == [.historyRead(from: 11, most: 16)])
    try hand(11...15, at: 1002)
    for second in [1003.5, 1005, 1006.5, 1008] { try bench.poll(at: second) }
    let again = GatewayCommand.historyRead(from: 16, most: 16)
    #expect(bench.takeCommands() == [again, again])
    #expect(bench.notices == [.unanswered("left", address: 0, command: 0x85)])
    try bench.hear(&board, HandMadeBoard.report(11...50), at: 1010)
    #expect(bench.takeCommands() == [], "left alone for half a minute")
    try bench.hear(&board, HandMadeBoard.report(11...50), at: 1037)
    #expect(bench.takeCommands() == [.historyRead(from: 11, most: 16)])
  }

  @Test("a record lost on the line within a portion is not acknowledged away")
  mutating func lostRecord() throws {
    try begin(11...16)
    try hand(11...12, at: 1001)
    // Cursor 13 meets noise.
    board.sequence &+= 1
    try hand(14...16, at: 1001)
    try bench.hear(&board, HandMadeBoard.end(11...16), at: 1001)
    try bench.save()
    let commands = bench.takeCommands()
    for command in commands {
      if case .historyAcknowledge(let cursor) = command {
        #expect(cursor < 13, "a record that was never heard may be erased")
      }
    }
    #expect(commands.contains(.historyRead(from: 13, most: 16)), "\(commands)")
  }

  @Test("records overwritten on the board meanwhile do not stop the reading")
  mutating func overwritten() throws {
    try begin(11...40)
    try hand(31...40, at: 1001)
    try bench.hear(&board, HandMadeBoard.end(31...40), at: 1001)
    var commands = bench.takeCommands()
    if commands.contains(.historyRead(from: 31, most: 16)) {
      try hand(31...40, at: 1002)
      try bench.hear(&board, HandMadeBoard.end(31...40), at: 1002)
      commands = bench.takeCommands()
    }
    try bench.save()
    #expect(bench.takeCommands() == [.historyAcknowledge(through: 40)])
  }

  @Test("records of another boot are counted, not guessed, and may be erased")
  mutating func otherBoot() throws {
    try begin(11...12)
    try bench.hear(
      &board, board.record(11, measuredAt: Instant(seconds: 100), boot: 6), at: 1001)
    try bench.hear(&board, board.record(12, measuredAt: Instant(seconds: 990)), at: 1001)
    try bench.hear(&board, HandMadeBoard.end(11...12), at: 1001)
    #expect(measured == [990])
    #expect(bench.notices == [.historyUnplaceable("binder-1")])
    #expect(try bench.counters().unplaceable == 1)
    try bench.save()
    #expect(bench.takeCommands() == [.historyAcknowledge(through: 12)])
  }

  @Test("a board that restarted while away: the old boot is counted, the new one is placed")
  mutating func restartedAway() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1000)
    let old = [1100.0, 1110].map { board.uptime(at: Instant(seconds: $0)) }
    board.bootCounter += 1
    board.startedAt = Instant(seconds: 2000)
    board.sequence = 0
    try bench.hear(&board, HandMadeBoard.report(11...14), at: 5000)
    for (cursor, uptime) in zip(11..., old) {
      let record = HistoryRecord(
        cursor: UInt32(cursor), bootCounter: 7, uptimeMilliseconds: uptime,
        reading: HandMadeBoard.worn)
      try bench.hear(&board, .historyRecord(record), at: 5000.1)
    }
    for (cursor, second) in [(UInt32(13), 2010.0), (14, 4990)] {
      let record = board.record(cursor, measuredAt: Instant(seconds: second))
      try bench.hear(&board, record, at: 5000.2)
    }
    try bench.hear(&board, HandMadeBoard.end(11...14), at: 5000.3)
    #expect(measured == [2010, 4990])
    #expect(try bench.counters().unplaceable == 2)
    try bench.save()
    #expect(bench.takeCommands().last == .historyAcknowledge(through: 14))
  }

  @Test("a count that wrapped while away is told and counted on")
  mutating func wrappedAway() throws {
    board.wrapsAt = 1 << 32
    board.startedAt = Instant(seconds: 3000 - board.turn)
    try bench.hear(&board, HandMadeBoard.report(), at: 1000)
    try bench.hear(&board, HandMadeBoard.report(11...13), at: 5000)
    for (cursor, second) in [(UInt32(11), 1010.0), (12, 2990), (13, 4990)] {
      let record = board.record(cursor, measuredAt: Instant(seconds: second))
      try bench.hear(&board, record, at: 5000.1)
    }
    #expect(measured.map { $0.rounded() } == [1010, 2990, 4990])
    #expect(bench.notices == [.uptimeWrapped("binder-1")])
    #expect(try bench.counters().restarts == 0)
  }

  @Test("records whose uptime goes back while their cursor goes on are not all believed")
  mutating func disordered() throws {
    try begin(11...13)
    for (cursor, second) in [(UInt32(11), 500.0), (12, 400), (13, 600)] {
      let record = board.record(cursor, measuredAt: Instant(seconds: second))
      try bench.hear(&board, record, at: 1001)
    }
    #expect(measured == [500, 600])
    #expect(try bench.counters().unplaceable == 1)
  }

  @Test("a record that comes twice is taken once, also after the line was out")
  mutating func twice() throws {
    try begin(11...12)
    try hand(11...12, at: 1001)
    try bench.open("left", at: 1002)
    try bench.hear(&board, HandMadeBoard.report(11...13), at: 1003)
    try hand(11...13, at: 1003)
    #expect(measured == [110, 120, 130])
  }

  @Test("a record of the future, or of ten years ago, is not placed")
  mutating func impossible() throws {
    board.startedAt = Instant(seconds: -400_000_000)
    try begin(11...13)
    try bench.hear(&board, board.record(11, measuredAt: Instant(seconds: 1500)), at: 1001)
    try bench.hear(
      &board, board.record(12, measuredAt: Instant(seconds: -399_999_000)), at: 1001)
    #expect(measured == [])
    #expect(try bench.counters().unplaceable == 2)
  }

  @Test("a pause longer than the history period is read; a shorter one is not")
  mutating func gap() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    try bench.hear(&board, HandMadeBoard.report(1...1), at: 11.9)
    try bench.hear(&board, HandMadeBoard.report(1...3), at: 23.1)
    let reads = bench.takeCommands().filter {
      if case .historyRead = $0 { true } else { false }
    }
    #expect(reads == [.historyRead(from: 1, most: 16)])
  }

  @Test("the history period is what the board says of itself")
  mutating func ownPeriod() throws {
    bench.identity.historyPeriod = .seconds(60)
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    #expect(bench.links.views[0].boards[0].identity?.historyPeriod == .seconds(60))
    try bench.hear(&board, HandMadeBoard.report(1...1), at: 61)
    #expect(!bench.takeCommands().contains(.historyRead(from: 1, most: 16)))
    try bench.hear(&board, HandMadeBoard.report(1...2), at: 123)
    #expect(bench.takeCommands().contains(.historyRead(from: 1, most: 16)))
  }

  @Test("a line that opens anew is read before anything is acknowledged")
  mutating func reopened() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    try bench.open("left", at: 5)
    _ = bench.takeCommands()
    try bench.hear(&board, HandMadeBoard.report(4...5), at: 6)
    try bench.save()
    #expect(bench.takeCommands() == [.historyRead(from: 4, most: 16)])
  }

  @Test("a board without records has nothing to read")
  mutating func empty() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    try bench.hear(&board, HandMadeBoard.report(), at: 100)
    try bench.save()
    #expect(bench.takeCommands() == [.identify, .setPeriod(report: .seconds(5), history: nil)])
  }
}
