/// Turns frames into the bytes that go on the wire.
public enum FrameEncoder {
  /// The stuffed bytes of `frame` and the delimiter after them.
  ///
  /// A sender whose line was idle puts one more delimiter before them, which ends any noise.
  public static func encode(
    _ frame: Frame, afterIdle: Bool = false
  ) throws(FrameEncodingError) -> [UInt8] {
    let payload = try payload(of: frame)
    var wire: [UInt8] = []
    wire.reserveCapacity(WireLimits.frameBytes + 1)
    if afterIdle { wire.append(0) }
    COBS.append(payload, to: &wire)
    wire.append(0)
    return wire
  }

  private static func payload(of frame: Frame) throws(FrameEncodingError) -> [UInt8] {
    var payload: [UInt8] = []
    payload.reserveCapacity(WireLimits.payloadBytes)
    payload.append(frame.version)
    payload.append(frame.messageType.rawValue)
    payload.append(frame.address)
    payload.appendLittleEndian(frame.sequence)
    switch (frame.origin, frame.messageType.direction) {
    case (.board(let header), .fromBoard):
      payload.append(header.kind.rawValue)
      payload.appendLittleEndian(header.serial.number)
      payload.appendLittleEndian(header.bootCounter)
      payload.appendLittleEndian(header.uptimeMilliseconds)
    case (.gateway(let target), .fromGateway):
      payload.appendLittleEndian(target.number)
    default:
      throw .wrongDirection(frame.messageType)
    }
    payload.append(contentsOf: frame.fields.bytes)
    let total = payload.count + WireLimits.checksumBytes
    guard total <= WireLimits.payloadBytes else { throw .frameTooLong(payloadBytes: total) }
    payload.appendLittleEndian(CRC32C.checksum(payload))
    return payload
  }
}
