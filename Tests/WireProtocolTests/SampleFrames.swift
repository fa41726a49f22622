import TestSupport
import WireProtocol

/// Frames to send through the codec, and the damaged bytes that no encoder writes.
enum SampleFrames {
  static let header = BoardHeader(
    kind: DeviceKind(rawValue: 1), serial: SerialNumber(0x1122_3344_0055_6677), bootCounter: 9,
    uptimeMilliseconds: 0x1_0000_0000)

  static func board(sequence: UInt16, fields: FieldList = FieldList()) -> Frame {
    Frame(
      messageType: .report, address: 0, sequence: sequence, origin: .board(header),
      fields: fields)
  }

  static func gateway(sequence: UInt16) -> Frame {
    Frame(
      messageType: .poll, address: 12, sequence: sequence,
      origin: .gateway(target: SerialNumber(77)))
  }

  static func random(using generator: inout SeededGenerator) throws -> Frame {
    var fields = FieldList()
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let tag = FieldTag(rawValue: UInt8.random(in: 0...255, using: &generator))
      let length = Int.random(in: 0...30, using: &generator)
      try fields.append(
        tag, bytes: (0..<length).map { _ in UInt8.random(in: 0...5, using: &generator) })
    }
    return board(sequence: UInt16.random(in: 0...UInt16.max, using: &generator), fields: fields)
  }

  /// The wire bytes of header and fields as given, with their checksum.
  static func wire(_ body: [UInt8]) -> [UInt8] {
    let check = CRC32C.checksum(body)
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: check >> (8 * UInt32($0))) }
    return COBS.encode(body + bytes) + [0]
  }

  /// A board's header in bytes, to be damaged.
  static let headerBytes: [UInt8] =
    [1, 1, 0, 5, 0, 1] + [1, 2, 3, 4, 5, 6, 7, 8] + [9, 0, 0, 0] + [1, 0, 0, 0, 0, 0, 0, 0]
}
