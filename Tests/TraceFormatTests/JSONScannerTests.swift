import TestSupport
import Testing

@testable import TraceFormat

@Suite struct JSONScannerTests {
  private static func scanner(_ text: String) -> JSONScanner {
    let bytes = Array(text.utf8)
    return JSONScanner(bytes, from: 0, to: bytes.count)
  }

  struct Number: Sendable {
    var text: String
    var value: Double
    init(_ text: String, _ value: Double) {
      self.text = text
      self.value = value
    }
  }

  @Test(arguments: [
    Number("0", 0), Number("-0", 0), Number("7", 7), Number("-12.5", -12.5), Number("0.83", 0.83),
    Number("36.41", 36.41), Number("1e3", 1000), Number("-2.5E-3", -0.0025), Number("1E+2", 100),
    Number("123456789012345", 123_456_789_012_345), Number("0.000000000000001", 1e-15),
    Number("12345678901234567890", 12_345_678_901_234_567_168), Number("  4.25", 4.25),
    Number("3.141592653589793238", 3.141592653589793238), Number("1e-400", 0),
  ])
  func numbersAreReadExactly(_ number: Number) throws {
    var scanner = Self.scanner(number.text)
    #expect(try scanner.number() == number.value)
    try scanner.finish()
  }

  @Test func shortDecimalsAreCorrectlyRounded() throws {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<5000 {
      let mantissa = Int.random(in: 0...999_999_999, using: &random)
      let decimals = Int.random(in: 0...8, using: &random)
      let digits = String(mantissa)
      let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      let text = padded.dropLast(decimals) + (decimals > 0 ? "." + padded.suffix(decimals) : "")
      var scanner = Self.scanner(String(text))
      #expect(try scanner.number() == Double(String(text)))
    }
  }

  @Test(arguments: ["", "-", ".", "-.", "abc", "--1", "1-2", "1e", "1e999", "-1e999", "0x10"])
  func brokenNumbersAreRefused(text: String) {
    #expect(throws: TraceProblem.self) {
      var scanner = Self.scanner(text)
      _ = try scanner.number()
      try scanner.finish()
    }
  }

  struct Text: Sendable {
    var json: String
    var value: String
  }

  @Test(arguments: [
    Text(json: #""""#, value: ""), Text(json: #""K-001""#, value: "K-001"),
    Text(json: #""a\"b\\c\/d""#, value: "a\"b\\c/d"),
    Text(json: #""\b\f\n\r\t""#, value: "\u{8}\u{C}\n\r\t"),
    Text(json: #""\u0041\u00e9\u20ac""#, value: "A\u{E9}\u{20AC}"),
    Text(json: #""\ud83d\ude00""#, value: "\u{1F600}"),
    Text(json: #""\ud83d""#, value: "\u{FFFD}"), Text(json: #""\ude00x""#, value: "\u{FFFD}x"),
    Text(json: "\"\u{5E8A}-1\"", value: "\u{5E8A}-1"),
  ])
  func stringsAreUnescaped(_ text: Text) throws {
    var scanner = Self.scanner(text.json)
    #expect(try scanner.string() == text.value)
    try scanner.finish()
  }

  @Test(arguments: [
    #""abc"#, #"abc"#, #""\"#, #""\q""#, #""\u12"#, #""\u12g4""#, #""\ud83d\u"#, "",
  ])
  func brokenStringsAreRefused(json: String) {
    #expect(throws: TraceProblem.self) {
      var scanner = Self.scanner(json)
      _ = try scanner.string()
    }
  }

  @Test func aSignIsNoHexadecimalDigit() {
    #expect(throws: TraceProblem.self) {
      var scanner = Self.scanner(#""\u+041""#)
      _ = try scanner.string()
    }
  }

  @Test(arguments: [
    "{}", "[]", "[1,2,[3,{\"a\":null}]]", "{\"a\":{\"b\":[true,false,null,\"x\",-1.5e3]}}",
    " { \"a\" : [ ] } ",
  ])
  func anyValueCanBePassedOver(json: String) throws {
    var scanner = Self.scanner(json)
    try scanner.skip()
    try scanner.finish()
  }

  @Test(arguments: [
    "{", "[", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "[1 2]", "{1:2}", "nul", "tru",
    "truefalse", "",
  ])
  func brokenValuesAreRefused(json: String) {
    #expect(throws: TraceProblem.self) {
      var scanner = Self.scanner(json)
      try scanner.skip()
      try scanner.finish()
    }
  }

  @Test func nestingIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    var shallow = Self.scanner(nested(32))
    try shallow.skip()
    #expect(throws: TraceProblem.self) {
      var deep = Self.scanner(nested(33))
      try deep.skip()
    }
    #expect(throws: TraceProblem.self) {
      var endless = Self.scanner(String(repeating: "[{\"a\":", count: 100_000))
      try endless.skip()
    }
  }

  @Test func aRangeOfTheBytesIsNeverLeft() throws {
    let bytes = Array("[1,2]\n[3".utf8)
    var scanner = JSONScanner(bytes, from: 0, to: 5)
    try scanner.skip()
    try scanner.finish()
    #expect(scanner.position == 5)
    var cut = JSONScanner(bytes, from: 0, to: 4)
    #expect(throws: TraceProblem.self) { try cut.skip() }
  }

  @Test func problemsNameTheByte() {
    var scanner = Self.scanner("[1;2]")
    #expect(throws: TraceProblem("expected ']' at byte 2")) { try scanner.skip() }
  }
}
