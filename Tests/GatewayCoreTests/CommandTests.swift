import CareModel
import Devices
import Testing
import WireProtocol

@testable import GatewayCore

@Suite("One command at a time, and what becomes of one without an answer")
struct CommandTests {
  private static let period = GatewayCommand.setPeriod(report: .seconds(5), history: nil)
  private var bench = LineBench()
  private var board = HandMadeBoard()

  /// What happens to a line with one board, which answers nothing by itself.
  enum Happening {
    case opens
    case reports(ClosedRange<UInt32>? = nil)
    /// Answers the last command, or one so many before it.
    case answers(BoardMessage, before: UInt16 = 0)
    case says(BoardMessage)
    case restarts
    case time
  }

  struct Script: CustomTestStringConvertible {
    var testDescription: String
    var steps: [(at: Double, Happening, commands: [GatewayCommand])]
    var notices: [LinkNotice] = []
  }

  private static let identity = BoardMessage.identity(BoardIdentity())
  private static let read = GatewayCommand.historyRead(from: 3, most: 16)

  static let scripts = [
    Script(
      testDescription: "each command waits for the answer to the one before",
      steps: [
        (0, .opens, [.identify]), (1, .reports(3...4), []), (1.1, .answers(identity), [period]),
        (1.2, .reports(3...4), []), (1.3, .answers(.done), [read]), (1.4, .reports(3...5), []),
      ]),
    Script(
      testDescription: "a lost SET_PERIOD goes out three times, is told, and again after a while",
      steps: [
        (0, .opens, [.identify]), (1, .answers(identity), [period]),
        (2.4, .time, []), (2.5, .time, [period]), (4, .time, [period]), (5.5, .time, []),
        (6, .reports(), []), (35, .reports(), []), (36, .reports(), [period]),
        (36.1, .answers(.done), []), (41, .reports(), []), (60, .time, []),
      ], notices: [.unanswered("left", address: 0, command: 0x83)]),
    Script(
      testDescription: "an answer to an earlier try, or to something else, settles nothing",
      steps: [
        (0, .opens, [.identify]), (1, .answers(identity), [period]), (2.5, .time, [period]),
        (2.6, .answers(.done, before: 1), []), (2.7, .answers(identity), []),
        (2.8, .reports(3...4), []), (2.9, .answers(.done), [read]),
      ]),
    Script(
      testDescription: "a line on which nobody answers is told, and a board that comes is asked",
      steps: [
        (0, .opens, [.identify]), (1.5, .time, [.identify]), (3, .time, [.identify]),
        (4.5, .time, []), (60, .time, []), (90, .reports(), [.identify]),
        (90.1, .answers(identity), [period]),
      ], notices: [.unanswered("left", address: 0, command: 0x82)]),
    Script(
      testDescription: "a board that says by itself who it is, is not asked again",
      steps: [(1, .says(identity), [period]), (2, .answers(.done), []), (6, .reports(), [])]),
    Script(
      testDescription: "a board that started anew is asked who it is, and told its period again",
      steps: [
        (1, .says(identity), [period]), (1.1, .answers(.done), []), (6, .reports(), []),
        (7, .restarts, []), (8, .reports(3...9), [.identify]), (8.1, .answers(identity), [period]),
        (8.2, .answers(.done), [read]),
      ], notices: [.restarted("binder-1", bootCounter: 8)]),
    Script(
      testDescription: "what a board refuses is told and not asked again; one that is busy later",
      steps: [
        (1, .says(identity), [period]),
        (1.1, .answers(.refused(Refusal(command: .setPeriod, reason: .busy))), []),
        (6, .reports(), []), (31.2, .reports(), [period]),
        (31.3, .answers(.refused(Refusal(command: .setPeriod, reason: .badArgument))), []),
        (36, .reports(), []), (90, .reports(), []),
      ], notices: [.refused("left", SerialNumber(1001), command: 0x83)]),
  ]

  @Test("on a line with one board", arguments: scripts)
  mutating func streaming(script: Script) throws {
    bench.isAnswered = false
    for (second, happening, expected) in script.steps {
      switch happening {
      case .opens: try bench.open("left", at: second)
      case .reports(let stored):
        try bench.hear(&board, HandMadeBoard.report(stored), at: second)
      case .answers(let message, let before):
        try bench.hear(&board, message, answering: bench.lastSequence - before, at: second)
      case .says(let message): try bench.hear(&board, message, at: second)
      case .restarts:
        board.bootCounter += 1
        board.startedAt = Instant(seconds: second)
      case .time: try bench.poll(at: second)
      }
      #expect(bench.takeCommands() == expected, "at \(second) s")
    }
    #expect(bench.notices == script.notices)
  }

  @Test("a slow disk delays an acknowledgement and does not prevent it")
  mutating func slowDisk() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    for second in stride(from: 6.0, through: 120, by: 5) {
      try bench.hear(&board, HandMadeBoard.report(1...UInt32(second / 5)), at: second)
      // What is committed now was taken fifteen seconds ago.
      try bench.save(through: bench.input - 6)
    }
    let acknowledged = bench.takeCommands().filter {
      if case .historyAcknowledge = $0 { true } else { false }
    }
    #expect(acknowledged.count >= 4, "\(acknowledged)")
  }

  private mutating func share() {
    bench = LineBench(ports: [
      ("left", .polled(addresses: [3], period: .seconds(5), baud: 19_200))
    ])
    bench.isAnswered = false
    board.address = 3
  }

  @Test("on a bus a late answer is dropped and counted, and the question is asked again")
  mutating func late() throws {
    share()
    try bench.open("left", at: 0)
    try bench.poll(at: 0)
    try bench.poll(at: 0.061)
    try bench.poll(at: 0.065)
    #expect(bench.takeCommands() == [.poll, .poll])
    try bench.hear(
      &board, HandMadeBoard.report(), answering: bench.lastSequence - 1, at: 0.08)
    #expect(bench.samples.isEmpty && bench.links.views[0].notices.lateAnswers == 1)
    try bench.hear(&board, HandMadeBoard.report(), answering: bench.lastSequence, at: 0.1)
    #expect(bench.samples.count == 1)
    try bench.poll(at: 0.104)
    #expect(bench.takeCommands() == [.identify])
  }

  @Test("on a bus records are read one by one, live values first, and acknowledged")
  mutating func oneByOne() throws {
    share()
    var asked: [GatewayCommand] = []
    try bench.open("left", at: 0)
    for step in 0..<400 {
      let second = Double(step) * 0.03
      let stored: ClosedRange<UInt32> = 11...13
      try bench.poll(at: second)
      try bench.save()
      for command in bench.takeCommands() {
        asked.append(command)
        var message = HandMadeBoard.report(stored)
        switch command {
        case .identify: message = Self.identity
        case .setPeriod, .historyAcknowledge: message = .done
        case .historyRead(let cursor, let most):
          #expect(most == 1)
          var record = HistoryRecord(
            cursor: cursor, bootCounter: 7, uptimeMilliseconds: UInt64(cursor) * 1000,
            reading: HandMadeBoard.worn)
          record.stored = StoredRecords(oldest: 11, newest: 13)
          message = .historyRecord(record)
        case .poll, .selfTest: break
        }
        try bench.hear(&board, message, answering: bench.lastSequence, at: second + 0.02)
      }
    }
    #expect(bench.samples.compactMap { $0.measuredAt?.seconds } == [-49, -48, -47])
    // Each is acknowledged once it is on disk, while the next is being read.
    #expect(
      asked.filter { $0 != .poll } == [
        .identify, Self.period, .historyRead(from: 11, most: 1), .historyRead(from: 12, most: 1),
        .historyAcknowledge(through: 11), .historyAcknowledge(through: 12),
        .historyRead(from: 13, most: 1), .historyAcknowledge(through: 13),
      ])
    #expect(asked.filter { $0 == .poll }.count == 3)
  }
}
