import CareModel
import Testing

@testable import TraceFormat

@Suite struct JSONLineWriterTests {
  private func written(_ put: (inout JSONLineWriter) -> Void) -> String {
    var json = JSONLineWriter()
    put(&json)
    return json.line
  }

  @Test func anEmptyObject() { #expect(written { _ in } == "{}") }

  @Test func keysStandAsTheyArePut() {
    let line = written {
      $0.put("b", true)
      $0.put("a", -3)
      $0.putNull("c")
      $0.put("d", json: "[1]")
      $0.put("e", "x")
    }
    #expect(line == #"{"b":true,"a":-3,"c":null,"d":[1],"e":"x"}"#)
  }

  @Test(
    arguments: [
      (0, "0.0"), (1, "0.001"), (640_000, "640.0"), (5_210_500, "5210.5"), (-1, "-0.001"),
      (-1500, "-1.5"), (12_340, "12.34"), (100, "0.1"),
    ] as [(Int64, String)])
  func instantsHaveADecimal(_ row: (Int64, String)) {
    #expect(written { $0.put("t", Instant(milliseconds: row.0)) } == "{\"t\":\(row.1)}")
  }

  @Test(
    arguments: [(0, "0"), (8_700_000, "8700"), (8_700_250, "8700.25"), (-1000, "-1")]
      as [(Int64, String)])
  func lengthsAreWholeWhereTheyAre(_ row: (Int64, String)) {
    #expect(written { $0.put("s", TimeLength(milliseconds: row.0)) } == "{\"s\":\(row.1)}")
  }

  @Test(
    arguments: [
      (0.98, 3, "0.98"), (0.9996, 3, "1"), (0, 2, "0"), (-0.004, 2, "0"), (-0.005, 2, "-0.01"),
      (36.405, 2, "36.41"), (3010, 0, "3010"), (3009.5, 0, "3010"), (0.0001, 4, "0.0001"),
      (48, 1, "48"),
    ] as [(Double, Int, String)])
  func numbersAreRounded(_ row: (Double, Int, String)) {
    #expect(written { $0.put("n", row.0, decimals: row.1) } == "{\"n\":\(row.2)}")
  }

  @Test func textIsEscapedAndComesBack() throws {
    let texts = [
      "", "K-001", "a\"b", "a\\b", "line\nline\r\ttab", "\u{0}\u{1}\u{1F}\u{7F}", "\u{1F476}\u{E9}",
      "\u{2028}", "</script>",
    ]
    for text in texts {
      let line = Array(written { $0.put("x", text) }.utf8)
      #expect(line.allSatisfy { $0 >= 0x20 })
      var scanner = JSONScanner(line, from: 0, to: line.count)
      try scanner.members { scanner, key throws(TraceProblem) in
        #expect(key == "x")
        #expect(try scanner.string() == text)
      }
      try scanner.finish()
    }
  }

  @Test(
    arguments: [1e300, -1e300, .infinity, .nan] as [Double])
  func numbersBeyondBoundsAreNull(number: Double) {
    #expect(written { $0.put("n", number, decimals: 2) } == "{\"n\":null}")
  }
}
