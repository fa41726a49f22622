import CareModel
import TestSupport
import Testing

@testable import TraceFormat

@Suite struct ISO8601Tests {
  struct Stamp: Sendable {
    var text: String
    var milliseconds: Int64
    init(_ text: String, _ milliseconds: Int64) {
      self.text = text
      self.milliseconds = milliseconds
    }
  }

  static let canonical = [
    Stamp("1970-01-01T00:00:00Z", 0),
    Stamp("2026-01-10T00:00:00Z", 1_768_003_200_000),
    Stamp("2026-01-10T00:02:00.250Z", 1_768_003_320_250),
    Stamp("1969-12-31T23:59:59.999Z", -1),
    Stamp("2000-02-29T12:00:00Z", 951_825_600_000),
    Stamp("2400-02-29T00:00:00Z", 13_574_563_200_000),
    Stamp("0001-01-01T00:00:00Z", -62_135_596_800_000),
    Stamp("9999-12-31T23:59:59Z", 253_402_300_799_000),
  ]

  @Test(arguments: canonical) func stampsAreReadAndWritten(_ stamp: Stamp) {
    #expect(WallTime(iso8601: stamp.text)?.milliseconds == stamp.milliseconds)
    #expect(WallTime(milliseconds: stamp.milliseconds).iso8601 == stamp.text)
  }

  @Test(arguments: [
    Stamp("2026-01-10T08:00:00+08:00", 1_768_003_200_000),
    Stamp("2026-01-09T18:30:00-05:30", 1_768_003_200_000),
    Stamp("2026-01-10T00:00:00.1Z", 1_768_003_200_100),
    Stamp("2026-01-10T00:00:00.123456789Z", 1_768_003_200_123),
  ])
  func otherSpellingsAreRead(_ stamp: Stamp) {
    #expect(WallTime(iso8601: stamp.text)?.milliseconds == stamp.milliseconds)
  }

  @Test(arguments: [
    "", "Z", "2026", "2026-01-10", "2026-01-10T00:00:00", "2026-01-10 00:00:00Z",
    "2026-1-10T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-01-32T00:00:00Z", "2026-01-10T25:00:00Z", "2026-01-10T00:60:00Z", "2026-01-10T00:00:61Z",
    "2026-01-10T00:00:00ZZ", "2026-01-10T00:00:00+8", "2026-01-10T00:00:00+08", "-026-01-10T00:00Z",
    "2026-01-10T00:00:00\u{661}Z", "20260110T000000Z",
  ])
  func otherTextsAreNoStamps(text: String) {
    #expect(WallTime(iso8601: text) == nil)
  }

  @Test(
    arguments: [
      "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
      "2026-01-10T24:30:00Z", "2026-01-10T00:00:00.Z", "2026-01-10T00:00:00+99:99",
    ])
  func timesThatDoNotExistAreNoStamps(text: String) {
    #expect(WallTime(iso8601: text) == nil)
  }

  @Test func everyMomentComesBack() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<5000 {
      let moment = Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &random)
      let text = WallTime(milliseconds: moment).iso8601
      #expect(WallTime(iso8601: text)?.milliseconds == moment)
    }
  }
}
