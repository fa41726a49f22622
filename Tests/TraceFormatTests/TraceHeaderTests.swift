import CareModel
import Testing

@testable import TraceFormat

@Suite struct TraceHeaderTests {
  private func parsed(_ line: String) throws -> TraceHeader {
    try TraceHeader(parsing: Array(line.utf8))
  }

  @Test func theFormatsExample() throws {
    let header = try parsed(
      #"{"trace":1,"start":"2026-01-10T00:00:00Z","timezone":"Asia/Shanghai", "#
        + #""dyads":[{"infant":"K-001","binder":"binder-1","probe":"probe-1","room":"room-1"}]}"#)
    #expect(header.start?.iso8601 == "2026-01-10T00:00:00Z")
    #expect(header.timezone == "Asia/Shanghai")
    #expect(
      header.dyads == [
        Assignment(infant: "K-001", binder: "binder-1", probe: "probe-1", room: "room-1")
      ])
  }

  @Test func startMayBeUnknown() throws {
    #expect(try parsed(#"{"trace":1,"start":null,"timezone":"UTC","dyads":[]}"#).start == nil)
    #expect(try parsed(#"{"trace":1,"timezone":"UTC","dyads":[]}"#).start == nil)
  }

  @Test func aDyadMayLackDevices() throws {
    let header = try parsed(
      #"{"trace":1,"start":null,"timezone":"UTC","dyads":[{"infant":"K-1"},"#
        + #"{"infant":"K-2","binder":null,"probe":"p","bed":"7","provider":"mother","more":[1]}]}"#)
    #expect(
      header.dyads == [
        Assignment(infant: "K-1"),
        Assignment(infant: "K-2", bed: "7", probe: "p", provider: .mother),
      ])
  }

  /// The key was added to the format: whatever else another program means by it is no reason to stop.
  @Test(arguments: ["12", "null", "\"yesterday\"", "{\"year\":2026}"])
  func aTimeOfBirthOfAnotherFormIsNotKnown(_ value: String) throws {
    let header = try parsed(
      "{\"trace\":1,\"timezone\":\"UTC\",\"dyads\":[{\"infant\":\"K-1\",\"born\":\(value)}]}")
    #expect(header.dyads == [Assignment(infant: "K-1")])
  }

  @Test func unknownKeysAreNoProblem() throws {
    let header = try parsed(
      #"{"site":{"a":[{}]},"trace":1,"start":null,"timezone":"UTC","dyads":[],"seed":7}"#)
    #expect(header.dyads.isEmpty)
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "{\"trace\":1", #"{"trace":1}"#, #"{"timezone":"UTC"}"#,
    #"{"trace":2,"start":null,"timezone":"UTC","dyads":[]}"#,
    #"{"trace":"1","start":null,"timezone":"UTC","dyads":[]}"#,
    #"{"trace":1,"start":"yesterday","timezone":"UTC","dyads":[]}"#,
    #"{"trace":1,"start":0,"timezone":"UTC","dyads":[]}"#,
    #"{"trace":1,"start":null,"timezone":8,"dyads":[]}"#,
    #"{"trace":1,"start":null,"timezone":"UTC","dyads":{}}"#,
    #"{"trace":1,"start":null,"timezone":"UTC","dyads":[{"binder":"b"}]}"#,
    #"{"trace":1,"start":null,"timezone":"UTC","dyads":[]} x"#,
    #"{"t":1,"device":"b","clasp":true}"#,
  ])
  func unusableHeadersAreRefused(line: String) {
    #expect(throws: TraceProblem.self) { try parsed(line) }
  }

  @Test func problemsSayWhatIsWrong() {
    #expect(throws: TraceProblem("trace version 2.0 is not known here; this reads version 1")) {
      try parsed(#"{"trace":2,"start":null,"timezone":"UTC","dyads":[]}"#)
    }
    #expect(throws: TraceProblem("\"start\" is 'soon', not an ISO 8601 time in UTC")) {
      try parsed(#"{"trace":1,"start":"soon","timezone":"UTC","dyads":[]}"#)
    }
  }

  @Test func headersComeBack() throws {
    let headers = [
      TraceHeader(start: nil, timezone: "UTC", dyads: []),
      TraceHeader(
        start: WallTime(milliseconds: 1_768_003_200_123), timezone: "Asia/Shanghai",
        dyads: [
          Assignment(infant: "K \"1\""),
          Assignment(
            infant: "K-2", bed: "b", binder: "x", probe: "y", room: "z", provider: .family),
        ]),
    ]
    for header in headers { #expect(try parsed(header.line) == header) }
  }
}
