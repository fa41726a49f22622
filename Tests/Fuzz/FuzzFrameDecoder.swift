import CareModel
import Devices
import WireProtocol

/// libFuzzer's entry: whatever bytes come, the decoders must neither trap nor contradict themselves.
///
/// The first byte says how: bit 0 chooses who listens, bit 1 whether the rest is the line itself or
/// a header and fields to be sealed with a good checksum, bits 2 to 7 how the bytes are divided.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrameDecoder(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // The C boundary: the fuzzer lends `count` bytes for the time of the call.
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  let direction: Direction = mode & 1 == 0 ? .fromBoard : .fromGateway
  let line = mode & 2 == 0 ? Array(input.dropFirst()) : sealed(Array(input.dropFirst()))

  var whole = FrameDecoder(accepting: direction)
  let results = whole.push(line)
  let pieces = readInPieces(line, of: Int(mode >> 2) + 1, direction: direction)
  require(results == pieces, "pieces gave other frames than the whole")
  require(
    whole.counters.frames + whole.counters.rejected == UInt64(results.count),
    "counters disagree with what was delivered")

  for case .success(let frame) in results { readOn(frame, direction: direction) }
  return 0
}

private func sealed(_ body: [UInt8]) -> [UInt8] {
  let check = CRC32C.checksum(body)
  let bytes = (0..<4).map { UInt8(truncatingIfNeeded: check >> (8 * UInt32($0))) }
  let run = COBS.encode(body + bytes)
  require(COBS.decode(run) == body + bytes, "stuffing lost bytes")
  return run + [0]
}

private func readInPieces(
  _ line: [UInt8], of length: Int, direction: Direction
) -> [Result<Frame, FrameRejection>] {
  var decoder = FrameDecoder(accepting: direction)
  var results: [Result<Frame, FrameRejection>] = []
  for start in stride(from: 0, to: line.count, by: length) {
    results += decoder.push(line[start..<min(start + length, line.count)])
  }
  return results
}

/// A frame that was read can be written and read again, and so can what it means.
private func readOn(_ frame: Frame, direction: Direction) {
  require(again(frame, direction: direction) == frame, "the frame changed on its way")
  guard let board = BoardFrame(frame) else {
    guard case .gateway(let target) = frame.origin, let command = try? GatewayCommand(frame)
    else { return }
    let sent = command.frame(to: target, address: frame.address, sequence: frame.sequence)
    require((try? GatewayCommand(sent)) == command, "the command changed on its way")
    return
  }
  switch board.message {
  // An implausible value goes out as a fault of another name, so only clean frames come back.
  case _ where !board.notes.isClean: break
  case .unknown, .unknownKind, .incomplete: break
  default:
    let sent = try? board.message.frame(
      from: board.header, address: frame.address, sequence: frame.sequence,
      answering: board.answering)
    require(
      sent.flatMap { again($0, direction: direction) }.flatMap(BoardFrame.init) == board,
      "the message changed on its way")
  }
}

private func again(_ frame: Frame, direction: Direction) -> Frame? {
  guard let wire = try? FrameEncoder.encode(frame, afterIdle: true) else { return nil }
  var decoder = FrameDecoder(accepting: direction)
  return try? decoder.push(wire).first?.get()
}

private func require(_ condition: Bool, _ complaint: String) {
  if !condition { fatalError(complaint) }
}
