import Foundation
import Testing
import WireProtocol

@Suite struct SerialNumberTests {
  @Test(
    arguments: [
      ("0", 0), ("2601150017", 2_601_150_017), ("0x1F", 31), ("0xffffffffffffffff", .max),
      ("18446744073709551615", .max), ("007", 7),
    ] as [(String, UInt64)])
  func reads(text: String, number: UInt64) {
    #expect(SerialNumber(text)?.number == number)
    #expect(SerialNumber(SerialNumber(number).description)?.number == number)
  }

  @Test(arguments: ["", "0x", "+1", "-1", "1f", "0x+1", " 1", "1 ", "18446744073709551616"])
  func refuses(text: String) {
    #expect(SerialNumber(text) == nil)
  }

  @Test func keepsAllDigitsInJSON() throws {
    let serials = [SerialNumber(.max), SerialNumber(0)]
    let json = try JSONEncoder().encode(serials)
    #expect(String(decoding: json, as: UTF8.self) == #"["18446744073709551615","0"]"#)
    #expect(try JSONDecoder().decode([SerialNumber].self, from: json) == serials)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([SerialNumber].self, from: Data(#"["B-17"]"#.utf8))
    }
    #expect(serials.sorted() == serials.reversed())
  }
}
