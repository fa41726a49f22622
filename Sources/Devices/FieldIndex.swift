import WireProtocol

/// Where each known field of one frame is, found in a single walk.
///
/// Of a repeated field the first of right size counts; unknown and ill-sized ones are counted.
struct FieldIndex {
  private static let tagLimit = 0x60

  private let bytes: [UInt8]
  /// By tag, where its value begins; 0 is "not there", as no value can begin there.
  private var starts = InlineArray<0x60, UInt16>(repeating: 0)
  private(set) var notes = DecodingNotes()
  /// How many measured values the frame has, whatever kind of board may have them.
  private(set) var measuredCount = 0

  init(_ list: FieldList) {
    bytes = list.bytes
    var start = 2
    while start <= bytes.count, let place = UInt16(exactly: start) {
      let tag = FieldTag(rawValue: bytes[start - 2])
      let length = Int(bytes[start - 1])
      note(tag, length: length, at: place)
      start += length + 2
    }
  }

  private mutating func note(_ tag: FieldTag, length: Int, at place: UInt16) {
    let row = Int(tag.rawValue)
    guard row < FieldIndex.tagLimit, let isRightSize = tag.accepts(bytes: length) else {
      notes.unknownFields += 1
      return
    }
    if !isRightSize {
      notes.wrongSizeFields += 1
    } else if starts[row] != 0 {
      notes.repeatedFields += 1
    } else {
      starts[row] = place
      if tag.isMeasured { measuredCount += 1 }
    }
  }

  func has(_ tag: FieldTag) -> Bool { starts[Int(tag.rawValue)] != 0 }

  /// The value of a field; nil where the frame has none.
  func value(_ tag: FieldTag) -> ArraySlice<UInt8>? {
    let start = Int(starts[Int(tag.rawValue)])
    guard start != 0 else { return nil }
    return bytes[start..<(start + Int(bytes[start - 1]))]
  }

  /// The value of an integer field; nil where the frame has none.
  func integer<Value: FixedWidthInteger>(_ tag: FieldTag, as type: Value.Type) -> Value? {
    value(tag)?.littleEndian(as: type)
  }

  /// The bits of a measured value of one or two bytes; nil where the frame has none.
  func measuredBits(_ tag: FieldTag) -> UInt16? {
    let start = Int(starts[Int(tag.rawValue)])
    guard start != 0 else { return nil }
    let low = UInt16(bytes[start])
    return bytes[start - 1] == 1 ? low : low | UInt16(bytes[start + 1]) << 8
  }

  /// The value of a field of pairs; empty where the frame has none.
  func pairs(_ tag: FieldTag) -> [(UInt8, UInt8)] {
    guard let value = value(tag) else { return [] }
    return stride(from: value.startIndex, to: value.endIndex - 1, by: 2).map {
      (value[$0], value[$0 + 1])
    }
  }
}
