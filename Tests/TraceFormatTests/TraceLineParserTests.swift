import CareModel
import GatewayCore
import Testing

@testable import TraceFormat

@Suite struct TraceLineParserTests {
  static func parsed(_ line: String) throws -> TraceLine {
    let bytes = Array(line.utf8)
    var parser = TraceLineParser()
    return try parser.parse(bytes, from: 0, to: bytes.count)
  }

  struct Line: Sendable, CustomTestStringConvertible {
    var text: String
    var t: Double
    var input: WardInput
    var unknownKeys = 0
    var testDescription: String { text }
  }

  private static func sample(
    _ device: DeviceIdentifier, at: Double? = nil, _ fill: (inout Reading) -> Void
  ) -> WardInput {
    var reading = Reading()
    fill(&reading)
    return .sample(
      Sample(device: device, reading: reading, measuredAt: at.map { Instant(seconds: $0) }))
  }

  private static func wall(_ text: String) -> WallTime {
    WallTime(iso8601: text) ?? WallTime(milliseconds: 0)
  }

  /// The lines of the format's own page.
  static let examples: [Line] = [
    Line(
      text: #"{"t":12.5,"device":"binder-1","clasp":true,"contact":0.83,"force_n":3.1,"#
        + #""tilt_deg":48.0,"motion_mg":12.5,"inner_c":34.9,"outer_c":27.1,"battery_mv":3010}"#,
      t: 12.5,
      input: sample("binder-1") {
        $0.clasp = .value(true)
        $0.contact = .value(ElectrodeLevel(0.83))
        $0.force = .value(Newtons(3.1))
        $0.tilt = .value(TiltDegrees(48))
        $0.motion = .value(MilliG(12.5))
        $0.inner = .value(Celsius(34.9))
        $0.outer = .value(Celsius(27.1))
        $0.battery = .value(Millivolts(3010))
      }),
    Line(
      text: #"{"t":13.0,"device":"probe-1","temp_c":36.41}"#, t: 13,
      input: sample("probe-1") { $0.temperature = .value(Celsius(36.41)) }),
    Line(
      text: #"{"t":14.0,"device":"room-1","temp_c":18.2,"rh_pct":35}"#, t: 14,
      input: sample("room-1") {
        $0.temperature = .value(Celsius(18.2))
        $0.humidity = .value(RelativeHumidity(35))
      }),
    Line(
      text: #"{"t":900.0,"at":310.0,"device":"binder-1","clasp":true,"inner_c":34.8}"#, t: 900,
      input: sample("binder-1", at: 310) {
        $0.clasp = .value(true)
        $0.inner = .value(Celsius(34.8))
      }),
    Line(
      text: #"{"t":90.0,"device":"binder-1","link":"down"}"#, t: 90,
      input: .link("binder-1", isUp: false)),
    Line(
      text: #"{"t":90.0,"device":"binder-1","link":"up"}"#, t: 90,
      input: .link("binder-1", isUp: true)),
    Line(
      text: #"{"t":95.0,"clock":"2026-01-10T00:02:00Z","quality":"synchronised"}"#, t: 95,
      input: .clock(wall("2026-01-10T00:02:00Z"), .synchronised)),
    Line(text: #"{"t":4000.0,"boot":"b2"}"#, t: 4000, input: .boot("b2")),
    Line(
      text: #"{"t":96.0,"ack":"hypothermia","infant":"K-001","by":"nurse-3"}"#, t: 96,
      input: .respond(
        WardResponse(
          kind: .acknowledge, condition: .hypothermia, target: .infant("K-001"), by: "nurse-3"))),
    Line(
      text: #"{"t":96.0,"pause":"cold-room","room":"room-1"}"#, t: 96,
      input: .respond(
        WardResponse(kind: .pause, condition: .coldRoom, target: .room("room-1"), by: nil))),
    Line(
      text: #"{"t":97.0,"assign":{"infant":"K-002","binder":"binder-1","probe":"probe-1","#
        + #""room":"room-1","provider":"mother"}}"#, t: 97,
      input: .assign(
        Assignment(
          infant: "K-002", binder: "binder-1", probe: "probe-1", room: "room-1",
          provider: .mother))),
    Line(text: #"{"t":97.0,"release":"K-001"}"#, t: 97, input: .release("K-001")),
    Line(
      text: #"{"t":98.0,"infant":"K-001","axillary_c":36.2}"#, t: 98,
      input: .axillary("K-001", Celsius(36.2))),
  ]

  static let oddities: [Line] = [
    Line(text: #"{"t":1,"port":"bed-1","open":false}"#, t: 1, input: .port("bed-1", isOpen: false)),
    Line(text: #"{"t":1,"store_failing":true}"#, t: 1, input: .store(isFailing: true)),
    Line(
      text: " { \"temp_c\" : 36 , \"device\" : \"p\" , \"t\" : 1e1 } \r", t: 10,
      input: sample("p") { $0.temperature = .value(Celsius(36)) }),
    Line(
      text: #"{"t":1,"device":"p","temp_c":null,"clasp":null}"#, t: 1,
      input: sample("p") {
        $0.temperature = .invalid(.unspecified)
        $0.clasp = .invalid(.unspecified)
      }),
    Line(text: #"{"t":1,"device":"p"}"#, t: 1, input: sample("p") { _ in }),
    Line(
      text: #"{"t":1,"device":"a\"b\u00e9","temp_c":1}"#, t: 1,
      input: sample("a\"b\u{E9}") { $0.temperature = .value(Celsius(1)) }),
    Line(
      text: #"{"t":1,"device":"p","future":{"a":[1,{"b":null}]},"x":"\"","temp_c":36}"#, t: 1,
      input: sample("p") { $0.temperature = .value(Celsius(36)) }, unknownKeys: 2),
    Line(
      text: #"{"t":1,"device":"p","\u0074emp_c":36}"#, t: 1, input: sample("p") { _ in },
      unknownKeys: 1),
    Line(
      text: #"{"t":0.0005,"device":"p"}"#, t: 0.001, input: sample("p") { _ in }),
  ]

  @Test(arguments: examples + oddities) func linesAreUnderstood(_ line: Line) throws {
    let parsed = try Self.parsed(line.text)
    #expect(parsed.at.seconds == line.t)
    #expect(parsed.input == line.input)
    #expect(parsed.unknownKeys == line.unknownKeys)
  }

  @Test(arguments: [
    "", "{", "{}", "[]", "null", "x", #"{"t":1}"#, #"{"device":"p"}"#, #"{"t":"1","device":"p"}"#,
    #"{"t":null,"device":"p"}"#, #"{"t":1e300,"device":"p"}"#, #"{"t":1,"at":-1e12,"device":"p"}"#,
    #"{"t":1,"device":7}"#, #"{"t":1,"device":"p","temp_c":"36"}"#,
    #"{"t":1,"device":"p","clasp":1}"#, #"{"t":1,"device":"p","temp_c":NaN}"#,
    #"{"t":1,"device":"p","link":"sideways"}"#, #"{"t":1,"device":"p"}}"#,
    #"{"t":1,"device":"p""#, #"{"t":1,"device":"p",}"#, #"{"t":1 "device":"p"}"#,
    #"{"t":1,"clock":"now","quality":"kept"}"#,
    #"{"t":1,"clock":"2026-01-10T00:00:00Z","quality":"perfect"}"#, #"{"t":1,"quality":"kept"}"#,
    #"{"t":1,"ack":"boredom","infant":"K-001"}"#, #"{"t":1,"ack":"hypothermia"}"#,
    #"{"t":1,"infant":"K-001"}"#, #"{"t":1,"infant":"K-001","axillary_c":98.6}"#,
    #"{"t":1,"axillary_c":36.2}"#, #"{"t":1,"assign":{"binder":"b"}}"#, #"{"t":1,"port":"a"}"#,
  ])
  func brokenLinesAreRefused(text: String) {
    #expect(throws: TraceProblem.self) { try Self.parsed(text) }
  }

  @Test
  func aLineOfALaterKindIsCountedNotBroken() throws {
    let header = TraceHeader(start: nil, timezone: "UTC", dyads: [])
    var replay = Replay(header, settings: CareSettings(), calendar: .utc)
    let bytes = Array(#"{"t":5,"spo2_pct":97,"monitor":"m-1"}"#.utf8)
    _ = try replay.take(bytes, from: 0, to: bytes.count)
    #expect(replay.unknownKeys == 2)
  }

  @Test func onlyTheRangeIsRead() throws {
    let bytes = Array("noise{\"t\":1,\"boot\":\"b2\"}noise".utf8)
    var parser = TraceLineParser()
    #expect(try parser.parse(bytes, from: 5, to: bytes.count - 5).input == .boot("b2"))
  }
}
