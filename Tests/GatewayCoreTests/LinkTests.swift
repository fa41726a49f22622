import CareModel
import Devices
import SimulatedWard
import Testing
import WireProtocol

@testable import GatewayCore

@Suite("What a line makes of the frames on it")
struct LinkTests {
  private var bench = LineBench()
  private var board = HandMadeBoard()

  @Test("a registered board's report is a sample of its device")
  mutating func registered() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    #expect(bench.samples == [Sample(device: "binder-1", reading: HandMadeBoard.worn)])
    #expect(bench.takeCommands() == [.identify, .setPeriod(report: .seconds(5), history: nil)])
    try bench.hear(&board, HandMadeBoard.report(), at: 6)
    #expect(bench.takeCommands() == [])
    #expect(bench.samples.count == 2 && bench.notices.isEmpty)
  }

  @Test("a board that nobody registered is told once, counted, and not used")
  mutating func unregistered() throws {
    board.serial = SerialNumber(5)
    for second in 1...10 { try bench.hear(&board, HandMadeBoard.report(), at: Double(second)) }
    #expect(bench.samples.isEmpty)
    #expect(bench.notices == [.unknownBoard("left", SerialNumber(5))])
    #expect(bench.links.views[0].notices.unknownBoards == 10)
    #expect(bench.links.views[0].boards.isEmpty)
  }

  @Test("a board of another kind than configured is told and not used")
  mutating func wrongKind() throws {
    board.kind = .skinProbe
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    #expect(bench.samples.isEmpty && bench.notices == [.wrongKind("binder-1", .skinProbe)])
  }

  @Test("a kind that no driver knows is told, where it is registered as such")
  mutating func unknownKind() throws {
    let kind = DeviceKind(rawValue: 0x90)
    bench = LineBench(entries: [
      SerialNumber(1001): .init(device: "new-1", kind: kind, reportPeriod: nil)
    ])
    board.kind = kind
    try bench.hear(&board, .unknownKind(kind), at: 1)
    #expect(bench.samples.isEmpty)
    #expect(bench.notices == [.unknownKind("left", SerialNumber(1001), kind)])
  }

  @Test("one serial number on two ports: the first keeps it until it is silent for two minutes")
  mutating func duplicate() throws {
    var twin = board
    try bench.hear(&board, HandMadeBoard.report(), on: "left", at: 1)
    try bench.hear(&twin, HandMadeBoard.report(), on: "right", at: 2)
    try bench.hear(&board, HandMadeBoard.report(), on: "left", at: 6)
    try bench.hear(&twin, HandMadeBoard.report(), on: "right", at: 15)
    #expect(bench.samples.count == 2)
    #expect(
      bench.notices == [.duplicateSerial("right", SerialNumber(1001), heardOn: "left")])
    try bench.hear(&twin, HandMadeBoard.report(), on: "right", at: 127)
    #expect(bench.samples.count == 3)
    try bench.hear(&board, HandMadeBoard.report(), on: "left", at: 128)
    #expect(bench.samples.count == 3)
    #expect(bench.links.views[1].notices.duplicateSerials == 2)
  }

  @Test("a repeated frame counts once")
  mutating func repeated() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    let again = try board.repeats(HandMadeBoard.report(), at: Instant(seconds: 1))
    try bench.push(again, at: 1.01)
    #expect(bench.samples.count == 1)
    #expect(try bench.counters().repeated == 1)
  }

  @Test("a sequence that jumps counts what is missing, also where it wraps")
  mutating func lost() throws {
    board.sequence = .max - 2
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    board.sequence &+= 4
    try bench.hear(&board, HandMadeBoard.report(), at: 6)
    #expect(try bench.counters().lost == 4)
    try bench.hear(&board, HandMadeBoard.report(), at: 11)
    #expect(try bench.counters().lost == 4)
    #expect(bench.samples.count == 3)
  }

  @Test("an uptime that goes back within a boot is a restart, and told")
  mutating func wentBack() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 10)
    let late = try board.says(HandMadeBoard.report(), at: Instant(seconds: 5))
    try bench.push(late, at: 11)
    try bench.push(late, at: 12)
    #expect(bench.samples.count == 2, "the second is a repeat of the first")
    #expect(bench.notices == [.wentBack("binder-1")])
    #expect(try bench.counters().wentBack == 1)
    try bench.hear(&board, HandMadeBoard.report(), at: 13)
    #expect(bench.samples.count == 3)
  }

  @Test("a board that starts anew is told, gets its period again, and its history is read again")
  mutating func restarted() throws {
    try bench.hear(&board, HandMadeBoard.report(), at: 1)
    try bench.hear(&board, HandMadeBoard.report(3...9), at: 6)
    _ = bench.takeCommands()
    board.bootCounter += 1
    board.startedAt = Instant(seconds: 60)
    board.sequence = 0
    try bench.hear(&board, HandMadeBoard.report(3...20), at: 61)
    #expect(bench.notices == [.restarted("binder-1", bootCounter: 8)])
    #expect(
      bench.takeCommands() == [
        .identify, .setPeriod(report: .seconds(5), history: nil),
        .historyRead(from: 3, most: 16),
      ])
    #expect(try bench.counters().restarts == 1)
    #expect(try bench.counters().lost == 0)
  }

  @Test("a port that opens is asked who is there")
  mutating func opened() throws {
    try bench.open("left", at: 0)
    #expect(bench.takeCommands() == [.identify])
  }

  @Test("noise is counted by reason and told once a reason")
  mutating func noise() throws {
    var generator = SeededGenerator(seed: 6)
    for second in 0..<2000 {
      let bytes = (0..<60).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try bench.push(bytes, at: Double(second))
    }
    #expect(bench.samples.isEmpty)
    #expect(bench.notices.count <= FrameRejection.allCases.count)
    #expect(bench.links.views[0].notices.rejected > 300)
    try bench.push([0], at: 2001)
    try bench.hear(&board, HandMadeBoard.report(), at: 2001)
    #expect(bench.samples.count == 1)
  }

  @Test("whoever invents serial numbers without end fills no memory")
  mutating func invented() throws {
    for number in 0..<5000 {
      board.serial = SerialNumber(UInt64(number) + 1_000_000)
      try bench.hear(&board, HandMadeBoard.report(), at: Double(number))
    }
    #expect(bench.notices.count <= 64)
    #expect(bench.links.views[0].boards.isEmpty)
    #expect(bench.links.views[0].notices.unknownBoards == 5000)
  }

  @Test("a value that cannot be is set aside and told; the others are used")
  mutating func implausible() throws {
    var reading = HandMadeBoard.worn
    reading.inner = .value(Celsius(300))
    try bench.hear(&board, .report(reading, stored: nil), at: 1)
    #expect(bench.notices == [.implausible("binder-1")])
    #expect(bench.samples.first?.reading.inner == .invalid(.implausible))
    #expect(bench.samples.first?.reading.clasp == .value(true))
  }

  @Test("a board that moved to another port does not lose its link with its old port")
  func movedBoard() throws {
    var core = GatewayCore(
      ward: Ward(settings: CareSettings(), calendar: .utc, start: nil),
      ports: [("left", .streaming), ("right", .streaming)],
      registry: LinkRegistry([
        SerialNumber(1001): .init(device: "binder-1", kind: .binder, reportPeriod: nil)
      ]))
    var board = board
    _ = core.step(
      .ward(.assign(Assignment(infant: "K-001", binder: "binder-1"))), at: .zero)
    let before = try board.says(HandMadeBoard.report(), at: Instant(seconds: 1))
    _ = core.step(.bytes("left", before), at: Instant(seconds: 1))
    for second in [130.0, 135, 140] {
      let bytes = try board.says(HandMadeBoard.report(), at: Instant(seconds: second))
      _ = core.step(.bytes("right", bytes), at: Instant(seconds: second))
    }
    let effects = core.step(.closed("left"), at: Instant(seconds: 141))
    let isCut = effects.contains {
      if case .taken(.link(let device, isUp: false), _) = $0 { device == "binder-1" } else { false }
    }
    #expect(!isCut, "the binder is heard on the other port")
  }
}
