/// Finds the frames in a stream of bytes that may come in any pieces and with any noise.
///
/// Holds at most one run of bytes; after noise the next whole frame behind a delimiter is read.
public struct FrameDecoder: Sendable {
  /// The direction whose frames are read; nil reads both, as a line monitor does.
  public let direction: Direction?
  /// What came over this line so far.
  public private(set) var counters = LinkCounters()

  /// The start of a run whose delimiter has not come yet.
  private var pending: [UInt8] = []
  /// True from the byte that made a run too long up to the next delimiter.
  private var discarding = false
  /// Where runs are unstuffed; kept, so that a frame costs one allocation, its fields.
  private var scratch = [UInt8](repeating: 0, count: WireLimits.payloadBytes)

  /// A decoder that accepts frames of one direction and rejects the others, such as its own echo.
  public init(accepting direction: Direction?) {
    self.direction = direction
    pending.reserveCapacity(WireLimits.runBytes)
  }

  /// Reads the next bytes of the line and hands over each frame or rejection that they complete.
  public mutating func push(
    _ bytes: Span<UInt8>, deliver: (Result<Frame, FrameRejection>) -> Void
  ) {
    counters.bytes += UInt64(bytes.count)
    var start = 0
    for index in 0..<bytes.count where bytes[index] == 0 {
      finish(bytes.extracting(start..<index), deliver: deliver)
      start = index + 1
    }
    keep(bytes.extracting(start..<bytes.count), deliver: deliver)
  }

  /// Reads the next bytes of the line and returns what they complete, in order.
  public mutating func push(_ bytes: [UInt8]) -> [Result<Frame, FrameRejection>] {
    var results: [Result<Frame, FrameRejection>] = []
    push(bytes.span) { results.append($0) }
    return results
  }

  /// Reads the next bytes of the line and returns what they complete, in order.
  public mutating func push(_ bytes: ArraySlice<UInt8>) -> [Result<Frame, FrameRejection>] {
    var results: [Result<Frame, FrameRejection>] = []
    push(bytes.span) { results.append($0) }
    return results
  }

  /// Forgets a run that is not complete, as after the line was opened anew; keeps the counters.
  public mutating func reset() {
    pending.removeAll(keepingCapacity: true)
    discarding = false
  }

  /// A delimiter came: `tail` and what was kept before it are one run.
  private mutating func finish(
    _ tail: Span<UInt8>, deliver: (Result<Frame, FrameRejection>) -> Void
  ) {
    if discarding {
      discarding = false
      return
    }
    if pending.isEmpty {
      if !tail.isEmpty { deliver(read(tail)) }
      return
    }
    keep(tail, deliver: deliver)
    if discarding {
      discarding = false
      return
    }
    // Swapped out and back: the run is read where it lies while the decoder changes.
    var run: [UInt8] = []
    swap(&run, &pending)
    let result = read(run.span)
    run.removeAll(keepingCapacity: true)
    swap(&run, &pending)
    deliver(result)
  }

  /// Keeps bytes whose delimiter has not come yet, or begins to discard where they are too many.
  private mutating func keep(
    _ bytes: Span<UInt8>, deliver: (Result<Frame, FrameRejection>) -> Void
  ) {
    if discarding || bytes.isEmpty { return }
    guard pending.count + bytes.count <= WireLimits.runBytes else {
      pending.removeAll(keepingCapacity: true)
      discarding = true
      counters.tooLong += 1
      deliver(.failure(.tooLong))
      return
    }
    for index in 0..<bytes.count { pending.append(bytes[index]) }
  }

  private mutating func read(_ run: Span<UInt8>) -> Result<Frame, FrameRejection> {
    do throws(FrameRejection) {
      let frame = try parse(run)
      counters.frames += 1
      return .success(frame)
    } catch {
      counters[error] += 1
      return .failure(error)
    }
  }

  private mutating func parse(_ run: Span<UInt8>) throws(FrameRejection) -> Frame {
    guard run.count <= WireLimits.runBytes else { throw .tooLong }
    var output = scratch.mutableSpan
    guard let count = COBS.decode(run, into: &output) else { throw .badStuffing }
    let end = count - WireLimits.checksumBytes
    guard end >= WireLimits.commonHeaderBytes else { throw .tooShort }
    let payload = scratch.span
    let checked = payload.extracting(0..<end)
    let sent = payload.littleEndian(at: end, as: UInt32.self)
    guard CRC32C.checksum(checked) == sent else { throw .badChecksum }
    guard checked[0] == WireLimits.version else { throw .unsupportedVersion }
    let messageType = MessageType(rawValue: checked[1])
    guard let sender = messageType.direction, direction == nil || sender == direction else {
      throw .wrongDirection
    }
    let headerBytes =
      sender == .fromBoard ? WireLimits.boardHeaderBytes : WireLimits.gatewayHeaderBytes
    guard end >= headerBytes else { throw .tooShort }
    guard FieldList.isWellFormed(checked.extracting(headerBytes..<end)) else {
      throw .malformedFields
    }
    return Frame(
      version: checked[0], messageType: messageType, address: checked[2],
      sequence: checked.littleEndian(at: 3, as: UInt16.self),
      origin: origin(of: checked, from: sender),
      fields: FieldList(checked: Array(scratch[headerBytes..<end])))
  }

  private func origin(of payload: Span<UInt8>, from sender: Direction) -> Frame.Origin {
    switch sender {
    case .fromBoard:
      .board(
        BoardHeader(
          kind: DeviceKind(rawValue: payload[5]),
          serial: SerialNumber(payload.littleEndian(at: 6, as: UInt64.self)),
          bootCounter: payload.littleEndian(at: 14, as: UInt32.self),
          uptimeMilliseconds: payload.littleEndian(at: 18, as: UInt64.self)))
    case .fromGateway:
      .gateway(target: SerialNumber(payload.littleEndian(at: 5, as: UInt64.self)))
    }
  }
}
