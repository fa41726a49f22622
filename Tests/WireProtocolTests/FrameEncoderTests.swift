import Testing
import WireProtocol

@Suite struct FrameEncoderTests {
  @Test func longestFrameFits() throws {
    var fields = FieldList()
    let room = WireLimits.boardFieldBytes - 2
    try fields.append(FieldTag(rawValue: 9), bytes: [UInt8](repeating: 3, count: room))
    let frame = SampleFrames.board(sequence: 0, fields: fields)
    let wire = try FrameEncoder.encode(frame)
    #expect(wire.count == WireLimits.frameBytes)
    var decoder = FrameDecoder(accepting: .fromBoard)
    #expect(decoder.push(wire) == [.success(frame)])
  }

  @Test func oneByteMoreDoesNot() throws {
    var fields = FieldList()
    let room = WireLimits.boardFieldBytes - 1
    try fields.append(FieldTag(rawValue: 9), bytes: [UInt8](repeating: 3, count: room))
    #expect(throws: FrameEncodingError.frameTooLong(payloadBytes: 254)) {
      try FrameEncoder.encode(SampleFrames.board(sequence: 0, fields: fields))
    }
  }

  @Test(arguments: [0x00, 0x81, 0xFF] as [UInt8])
  func typeOfTheOtherSide(type: UInt8) {
    var frame = SampleFrames.board(sequence: 0)
    frame.messageType = MessageType(rawValue: type)
    #expect(throws: FrameEncodingError.wrongDirection(frame.messageType)) {
      try FrameEncoder.encode(frame)
    }
  }

  @Test func gatewayFrameOfABoardsType() {
    var frame = SampleFrames.gateway(sequence: 0)
    frame.messageType = .report
    #expect(throws: FrameEncodingError.wrongDirection(.report)) {
      try FrameEncoder.encode(frame)
    }
  }
}
