import CareModel
import GatewayCore
import TestSupport
import Testing

@testable import TraceFormat

@Suite struct ReplayTests {
  private static func replay(_ dyads: [Assignment] = []) -> Replay {
    Replay(
      TraceHeader(start: WallTime(milliseconds: 0), timezone: "UTC", dyads: dyads),
      settings: CareSettings(), calendar: .utc)
  }

  private static func take(_ replay: inout Replay, _ line: String) throws -> [CareEvent] {
    let bytes = Array(line.utf8)
    return try replay.take(bytes, from: 0, to: bytes.count)
  }

  @Test func aBrokenLineChangesNothing() throws {
    var replay = Self.replay()
    _ = try Self.take(&replay, #"{"t":5,"boot":"b2"}"#)
    for broken in [#"{"t":9,"boot":}"#, #"{"t":9"#, "", #"{"t":9,"device":"p","x":1"#] {
      #expect(throws: TraceProblem.self) { try Self.take(&replay, broken) }
    }
    #expect(replay.unknownKeys == 0)
    #expect(replay.ward.now.seconds == 5)
    // Time 6 is still possible: the broken lines at 9 did not happen.
    _ = try Self.take(&replay, #"{"t":6,"boot":"b3"}"#)
    #expect(replay.ward.boot == "b3")
  }

  @Test func timeDoesNotGoBack() throws {
    var replay = Self.replay()
    _ = try Self.take(&replay, #"{"t":100,"boot":"b2"}"#)
    #expect(throws: TraceProblem("\"t\" goes back from 100.0 to 99.999")) {
      try Self.take(&replay, #"{"t":99.999,"boot":"b3"}"#)
    }
    #expect(throws: TraceProblem.self) { try Self.take(&replay, #"{"t":-1,"boot":"b3"}"#) }
    _ = try Self.take(&replay, #"{"t":100,"boot":"b4"}"#)
    #expect(replay.ward.boot == "b4")
  }

  @Test func unknownKeysAreCounted() throws {
    var replay = Self.replay()
    _ = try Self.take(&replay, #"{"t":1,"device":"p","spo2":97,"temp_c":36,"note":{"a":[1]}}"#)
    _ = try Self.take(&replay, #"{"t":2,"boot":"b2","why":"power"}"#)
    #expect(replay.unknownKeys == 3)
  }

  @Test func nobodyInCareIsNothingToSay() throws {
    var replay = Self.replay()
    #expect(try Self.take(&replay, #"{"t":90000,"device":"p","temp_c":30}"#).isEmpty)
    #expect(replay.finish().isEmpty)
  }

  @Test func anEmptyTraceSaysNothing() {
    var replay = Self.replay([Assignment(infant: "K-001", binder: "binder-1")])
    #expect(replay.finish().isEmpty)
  }

  @Test func theFormatsLinesPlayThrough() throws {
    var replay = Self.replay([
      Assignment(infant: "K-001", binder: "binder-1", probe: "probe-1", room: "room-1")
    ])
    for example in TraceLineParserTests.examples.sorted(by: { $0.t < $1.t }) {
      _ = try Self.take(&replay, example.text)
    }
    let events = replay.finish()
    #expect(replay.unknownKeys == 0)
    #expect(replay.ward.assignments.map(\.infant) == ["K-002"])
    #expect(!events.isEmpty)
  }

  /// A busy ward: noise on every signal, faults, people, restarts.
  private static func busyTrace(seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    var lines: [String] = []
    for second in stride(from: 0.0, to: 30 * 3600, by: 10) {
      let bed = Int.random(in: 1...2, using: &random)
      let situation: BinderSituation =
        [.worn, .worn, .open, .closedOnChair][Int(second / 5400) % 4]
      let skin = 36.2 + 0.8 * Double.random(in: -1...1, using: &random)
      lines.append(
        "{\"t\":\(second),\"device\":\"binder-\(bed)\",\(situation.fields(&random))}")
      lines.append("{\"t\":\(second + 1),\"device\":\"probe-\(bed)\",\"temp_c\":\(skin)}")
      lines.append("{\"t\":\(second + 2),\"device\":\"room-1\",\"temp_c\":\(21 + skin - 36)}")
      switch Int.random(in: 0..<400, using: &random) {
      case 0: lines.append("{\"t\":\(second + 3),\"boot\":\"b\(Int(second))\"}")
      case 1: lines.append("{\"t\":\(second + 3),\"device\":\"binder-1\",\"link\":\"down\"}")
      case 2: lines.append("{\"t\":\(second + 3),\"ack\":\"hypothermia\",\"infant\":\"K-001\"}")
      case 3:
        lines.append(
          "{\"t\":\(second + 3),\"assign\":{\"infant\":\"K-002\",\"binder\":\"binder-2\"}}")
      case 4: lines.append("{\"t\":\(second + 3),\"release\":\"K-002\"}")
      default: break
      }
    }
    return lines
  }

  private static func play(_ lines: [String]) throws -> [String] {
    var replay = replay([
      Assignment(infant: "K-001", binder: "binder-1", probe: "probe-1", room: "room-1"),
      Assignment(infant: "K-002", binder: "binder-2", probe: "probe-2", room: "room-1"),
    ])
    var said: [String] = []
    for line in lines { said += try take(&replay, line).map(\.line) }
    return said + replay.finish().map(\.line)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func theSameTraceGivesTheSameBytes(seed: UInt64) throws {
    let lines = Self.busyTrace(seed: seed)
    let said = try Self.play(lines)
    #expect(said.count > 20)
    #expect(try Self.play(lines) == said)
  }

  @Test func whatIsWrittenAgainPlaysTheSame() throws {
    let lines = Self.busyTrace(seed: 4)
    let once = try lines.map { try TraceLineParserTests.parsed($0).line }
    let twice = try once.map { try TraceLineParserTests.parsed($0).line }
    #expect(once == twice)
    #expect(try Self.play(once) == Self.play(twice))
  }

  /// Deadlines are met at their own instants, however often the clock ticks in between.
  @Test func ticksChangeNothing() throws {
    let lines = Self.busyTrace(seed: 5)
    func events(ticking: Bool) throws -> [String] {
      var ward = Ward(settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
      var said = ward.step(.assign(Assignment(infant: "K-001", binder: "binder-1")), at: .zero)
      for line in lines {
        let parsed = try TraceLineParserTests.parsed(line)
        // Nobody ticks while the gateway is away.
        if ticking, !line.contains("boot") {
          while ward.deadline < parsed.at { said += ward.step(at: ward.deadline) }
          said += ward.step(at: parsed.at)
        }
        said += ward.step(parsed.input, at: parsed.at)
      }
      return (said + ward.finish(at: ward.now)).map(\.line)
    }
    #expect(try events(ticking: true) == events(ticking: false))
  }
}
