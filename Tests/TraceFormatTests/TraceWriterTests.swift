import CareModel
import GatewayCore
import Testing

@testable import TraceFormat

/// What is written is read as the same: line by line, and by the byte.
@Suite struct TraceWriterTests {
  static let inputs: [WardInput] = [
    .link("binder-1", isUp: true), .link("bi\"nder\n", isUp: false),
    .clock(WallTime(milliseconds: 1_768_003_200_123), .synchronised),
    .clock(WallTime(milliseconds: 0), .unset), .clock(WallTime(milliseconds: -1), .kept),
    .clock(WallTime(milliseconds: 5000), .operator), .boot("b2"),
    .respond(
      WardResponse(kind: .acknowledge, condition: .hypothermia, target: .infant("K-1"), by: "n")),
    .respond(WardResponse(kind: .pause, condition: .coldRoom, target: .room("room-1"), by: nil)),
    .respond(
      WardResponse(kind: .acknowledge, condition: .deviceSilent, target: .device("p"), by: "n")),
    .respond(
      WardResponse(kind: .pause, condition: .outputFailed, target: .output("relay-1"), by: nil)),
    .assign(Assignment(infant: "K-1")),
    .assign(
      Assignment(
        infant: "K-1", bed: "7", binder: "b", probe: "p", room: "r", provider: .father,
        born: WallTime(milliseconds: 1_768_003_200_000))),
    .release("K-1"), .axillary("K-1", Celsius(36.25)), .port("bed-1", isOpen: true),
    .port("bed-1", isOpen: false), .store(isFailing: true), .store(isFailing: false),
    .uplink(isBehind: true), .uplink(isBehind: false), .configuration(isRefused: true),
    .configuration(isRefused: false),
    .sample(Sample(device: "p", reading: Reading())),
    .sample(Sample(device: "p", reading: Reading(), measuredAt: Instant(seconds: -2.5))),
  ]

  @Test(arguments: inputs) func everyKindOfInputComesBack(_ input: WardInput) throws {
    for at in [Instant.zero, Instant(milliseconds: 1), Instant(milliseconds: 86_400_500)] {
      let line = TraceLine(at: at, input: input)
      #expect(try TraceLineParserTests.parsed(line.line) == line)
    }
  }

  @Test(arguments: AlarmCondition.allCases) func everyConditionComesBack(
    _ condition: AlarmCondition
  ) throws {
    let response = WardResponse(
      kind: .pause, condition: condition, target: .infant("K-1"), by: nil)
    let line = TraceLine(at: .zero, input: .respond(response))
    #expect(try TraceLineParserTests.parsed(line.line) == line)
  }

  @Test(arguments: TraceLineParserTests.examples)
  func theFormatsExamplesComeBack(_ example: TraceLineParserTests.Line) throws {
    let line = try TraceLineParserTests.parsed(example.text)
    #expect(try TraceLineParserTests.parsed(line.line) == line)
  }

  @Test func randomSamplesComeBack() throws {
    var readings = RandomReadings(seed: 31)
    for number in 0..<3000 {
      let now = Instant(milliseconds: Int64(number) * 7777)
      let line = TraceLine(
        at: now, input: .sample(readings.sample(at: now, asInTraces: true)))
      let text = line.line
      #expect(try TraceLineParserTests.parsed(text) == line)
      #expect(try TraceLineParserTests.parsed(text).line == text)
    }
  }

  @Test func aStaleValueIsWrittenAsItWasMeasured() throws {
    var sample = Sample(device: "p", reading: Reading())
    sample.reading.temperature = .stale(Celsius(36.5))
    sample.reading.clasp = .stale(false)
    let line = TraceLine(at: .zero, input: .sample(sample)).line
    #expect(line == #"{"t":0.0,"device":"p","clasp":false,"temp_c":36.5}"#)
  }
}
