import Testing
import WireProtocol

@Suite struct FrameDecoderTests {
  @Test(arguments: [true, false])
  func frameComesBack(afterIdle: Bool) throws {
    var fields = FieldList()
    fields.append(FieldTag(rawValue: 0x10), integer: UInt8(0))
    let board = SampleFrames.board(sequence: 0x1234, fields: fields)
    var fromBoards = FrameDecoder(accepting: .fromBoard)
    #expect(
      fromBoards.push(try FrameEncoder.encode(board, afterIdle: afterIdle)) == [.success(board)])

    let gateway = SampleFrames.gateway(sequence: 65535)
    var fromGateway = FrameDecoder(accepting: .fromGateway)
    #expect(
      fromGateway.push(try FrameEncoder.encode(gateway, afterIdle: afterIdle))
        == [.success(gateway)])

    var monitor = FrameDecoder(accepting: nil)
    let both = try FrameEncoder.encode(board) + FrameEncoder.encode(gateway)
    #expect(monitor.push(both) == [.success(board), .success(gateway)])
  }

  struct Rejected: CustomTestStringConvertible {
    let reason: FrameRejection
    let name: String
    let wire: [UInt8]
    var testDescription: String { "\(reason.rawValue): \(name)" }
  }

  static let rejections: [Rejected] = {
    let header = SampleFrames.headerBytes
    var damaged = SampleFrames.wire(header)
    damaged[8] ^= 0x10
    let poll: [UInt8] = [1, 0x81, 0, 5, 0] + [0, 0, 0, 0, 0, 0, 0, 0]
    return [
      Rejected(reason: .tooLong, name: "255", wire: [UInt8](repeating: 7, count: 255) + [0]),
      Rejected(reason: .tooLong, name: "9000", wire: [UInt8](repeating: 7, count: 9000) + [0]),
      Rejected(reason: .badStuffing, name: "254", wire: [UInt8](repeating: 7, count: 254) + [0]),
      Rejected(reason: .badStuffing, name: "over the end", wire: [9, 1, 2, 0]),
      Rejected(reason: .tooShort, name: "nothing", wire: [1, 0]),
      Rejected(reason: .tooShort, name: "header 4", wire: SampleFrames.wire([1, 1, 0, 5])),
      Rejected(
        reason: .tooShort, name: "header 25", wire: SampleFrames.wire(Array(header.dropLast()))),
      Rejected(reason: .badChecksum, name: "bit error", wire: damaged),
      Rejected(
        reason: .unsupportedVersion, name: "2",
        wire: SampleFrames.wire([2] + header.dropFirst())),
      Rejected(
        reason: .unsupportedVersion, name: "2, short", wire: SampleFrames.wire([2, 1, 0, 5, 0])),
      Rejected(
        reason: .malformedFields, name: "over the end",
        wire: SampleFrames.wire(header + [0x10, 2, 1])),
      Rejected(
        reason: .malformedFields, name: "tag alone", wire: SampleFrames.wire(header + [0x10])),
      Rejected(reason: .wrongDirection, name: "echo", wire: SampleFrames.wire(poll)),
      Rejected(
        reason: .wrongDirection, name: "type 0",
        wire: SampleFrames.wire([1, 0] + header.dropFirst(2))),
      Rejected(
        reason: .wrongDirection, name: "type 255",
        wire: SampleFrames.wire([1, 255] + header.dropFirst(2))),
    ]
  }()

  @Test(arguments: rejections)
  func rejectsThenReadsOn(rejected: Rejected) throws {
    var decoder = FrameDecoder(accepting: .fromBoard)
    let next = SampleFrames.board(sequence: 1)
    let wire = rejected.wire + (try FrameEncoder.encode(next))
    #expect(decoder.push(wire) == [.failure(rejected.reason), .success(next)])
    #expect(decoder.counters[rejected.reason] == 1)
    #expect(decoder.counters.rejected == 1)
    #expect(decoder.counters.frames == 1)
    #expect(decoder.counters.bytes == UInt64(wire.count))
  }

  @Test func everyReasonIsTested() {
    #expect(Set(Self.rejections.map(\.reason)) == Set(FrameRejection.allCases))
  }

  @Test func emptyFramesAreNoErrors() {
    var decoder = FrameDecoder(accepting: .fromBoard)
    #expect(decoder.push([0, 0, 0, 0]).isEmpty)
    #expect(decoder.counters.rejected == 0)
  }

  @Test func resetForgetsTheRunUnderWay() throws {
    let frame = SampleFrames.board(sequence: 3)
    let wire = try FrameEncoder.encode(frame)
    var decoder = FrameDecoder(accepting: .fromBoard)
    #expect(decoder.push(wire.prefix(10)).isEmpty)
    decoder.reset()
    #expect(decoder.push(wire) == [.success(frame)])
    #expect(decoder.push([UInt8](repeating: 1, count: 300)) == [.failure(.tooLong)])
    decoder.reset()
    #expect(decoder.push(wire) == [.success(frame)])
  }

  @Test func tooLongIsToldAtOnce() {
    var decoder = FrameDecoder(accepting: .fromBoard)
    #expect(decoder.push([UInt8](repeating: 7, count: 254)).isEmpty)
    #expect(decoder.push([7]) == [.failure(.tooLong)])
  }

  @Test func endlessRunIsCountedOnce() throws {
    var decoder = FrameDecoder(accepting: .fromBoard)
    var rejections = 0
    for _ in 0..<10_000 { rejections += decoder.push([UInt8](repeating: 0x55, count: 100)).count }
    #expect(rejections == 1)
    let frame = SampleFrames.board(sequence: 3)
    #expect(decoder.push([0] + (try FrameEncoder.encode(frame))) == [.success(frame)])
    #expect(decoder.counters.tooLong == 1)
  }
}
