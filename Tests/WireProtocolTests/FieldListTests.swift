import Testing
import WireProtocol

@Suite struct FieldListTests {
  private let one = FieldTag(rawValue: 1)
  private let two = FieldTag(rawValue: 2)

  @Test func fieldsComeBackInOrder() throws {
    var list = FieldList()
    list.append(one, integer: Int16(-2))
    list.append(two, integer: UInt64(0x0102_0304_0506_0708))
    try list.append(one, bytes: [])
    #expect(list.bytes == [1, 2, 0xFE, 0xFF, 2, 8, 8, 7, 6, 5, 4, 3, 2, 1, 1, 0])
    #expect(list.map(\.tag) == [one, two, one])
    #expect(list.first(one)?.littleEndian(as: Int16.self) == -2)
    #expect(list.first(two)?.littleEndian(as: UInt64.self) == 0x0102_0304_0506_0708)
    #expect(list.first(two)?.littleEndian(as: UInt32.self) == nil)
    #expect(list.first(FieldTag(rawValue: 9)) == nil)
    #expect(FieldList(wire: list.bytes) == list)
  }

  @Test(arguments: [[1], [1, 1], [1, 2, 3], [1, 0, 2], [1, 255, 0]] as [[UInt8]])
  func fieldsThatRunOver(bytes: [UInt8]) {
    #expect(FieldList(wire: bytes) == nil)
  }

  @Test func emptyListIsWellFormed() {
    #expect(FieldList(wire: [])?.isEmpty == true)
  }

  @Test func valueTooLongForItsLengthByte() throws {
    var list = FieldList()
    try list.append(one, bytes: [UInt8](repeating: 7, count: 255))
    let before = list
    #expect(throws: FrameEncodingError.fieldTooLong(tag: two, bytes: 256)) {
      try list.append(two, bytes: [UInt8](repeating: 7, count: 256))
    }
    #expect(list == before)
  }
}
