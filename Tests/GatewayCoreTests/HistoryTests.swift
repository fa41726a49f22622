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
    let commands = bench.takeCommands().dropFirst()
    #expect(commands.count == 6)
    #expect(commands.last == .historyAcknowledge(through: 11))
  }

  @Test("an answer that is lost is asked for again after two seconds")
  mutating func lostAnswer() throws {
    try begin(11...50)
    try bench.hear(&board, HandMadeBoard.report(11...50), at: 1001)
    #expect(bench.takeCommands() == [])
    try bench.hear(&board, HandMadeBoard.report(11...50), at: 1005)
    #expect(bench.takeCommands() == [.historyRead(from: 11, most: 16)])
    try hand(11...15, at: 1006)
    try bench.hear(&board, HandMadeBoard.report(11...50), at: 1010)
    #expect(bench.takeCommands() == [.historyRead(from: 16, most: 16)])
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

  @Test("after half a minute without a report what is stored is read; after less it is not")
  mutating func gap() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    try bench.hear(&board, HandMadeBoard.report(1...3), at: 31)
    try bench.hear(&board, HandMadeBoard.report(1...7), at: 61.5)
    let reads = bench.takeCommands().filter {
      if case .historyRead = $0 { true } else { false }
    }
    #expect(reads == [.historyRead(from: 1, most: 16)])
  }

  @Test("a line that opens anew is read before anything is acknowledged")
  mutating func reopened() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    try bench.open("left", at: 5)
    _ = bench.takeCommands()
    try bench.hear(&board, HandMadeBoard.report(4...5), at: 6)
    try bench.save()
    let period = GatewayCommand.setPeriod(report: .seconds(5), history: nil)
    #expect(bench.takeCommands() == [period, .historyRead(from: 4, most: 16)])
  }

  @Test("a board without records has nothing to read")
  mutating func empty() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    try bench.hear(&board, HandMadeBoard.report(), at: 100)
    try bench.save()
    #expect(bench.takeCommands() == [.setPeriod(report: .seconds(5), history: nil)])
  }
}
