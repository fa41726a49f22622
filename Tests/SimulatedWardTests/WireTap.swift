import CareModel
import KMCProtocolC
import SimulatedWard

/// One frame of a board as the C reference codec decodes it.
struct DecodedFrame: Hashable {
  var type: UInt8
  var address: UInt8
  var sequence: UInt16
  var kind: UInt8
  var serialNumber: UInt64
  var boot: UInt32
  var uptimeMilliseconds: UInt64
  /// Values by tag, as on the wire.
  var fields: [UInt8: [UInt8]] = [:]

  init(_ frame: kmc_frame) {
    type = frame.header.type
    address = frame.header.address
    sequence = frame.header.sequence
    kind = frame.header.device_kind
    serialNumber = frame.header.serial
    boot = frame.header.boot
    uptimeMilliseconds = frame.header.uptime_ms
    var copy = frame
    var iterator = kmc_fields(&copy)
    var field = kmc_field()
    while kmc_fields_next(&iterator, &field) {
      fields[field.tag] = Array(UnsafeBufferPointer(start: field.value, count: Int(field.size)))
    }
  }

  func isA(_ expected: kmc_message_type) -> Bool { type == UInt8(expected.rawValue) }

  /// The little-endian number of a field.
  func number(_ tag: kmc_tag) -> UInt64? {
    fields[UInt8(tag.rawValue)].map { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }

  private func signed(_ tag: kmc_tag) -> Double? {
    number(tag).map { Double(Int16(truncatingIfNeeded: $0)) }
  }

  var reading: Reading {
    var reading = Reading()
    if let closed = number(KMC_TAG_CLASP) { reading.clasp = .value(closed == 1) }
    if let level = number(KMC_TAG_CONTACT) {
      reading.contact = .value(ElectrodeLevel(Double(level) / 10_000))
    }
    if let force = number(KMC_TAG_FORCE) { reading.force = .value(Newtons(Double(force) / 100)) }
    if let tilt = signed(KMC_TAG_TILT) { reading.tilt = .value(TiltDegrees(tilt / 10)) }
    if let motion = number(KMC_TAG_MOTION) { reading.motion = .value(MilliG(Double(motion) / 10)) }
    if let inner = signed(KMC_TAG_INNER) { reading.inner = .value(Celsius(inner / 100)) }
    if let outer = signed(KMC_TAG_OUTER) { reading.outer = .value(Celsius(outer / 100)) }
    if let degrees = signed(KMC_TAG_TEMPERATURE) {
      reading.temperature = .value(Celsius(degrees / 100))
    }
    if let humidity = number(KMC_TAG_HUMIDITY) {
      reading.humidity = .value(RelativeHumidity(Double(humidity) / 100))
    }
    if let battery = number(KMC_TAG_BATTERY) {
      reading.battery = .value(Millivolts(Double(battery)))
    }
    return reading
  }
}

/// A gateway's ear on one line, made of the C reference codec alone.
struct WireTap {
  private var decoder = kmc_decoder()
  private(set) var rejections = 0

  init() { kmc_decoder_init(&decoder, KMC_FROM_BOARD) }

  mutating func frames(in bytes: [UInt8]) -> [DecodedFrame] {
    var frames: [DecodedFrame] = []
    var rejected = 0
    withUnsafeMutablePointer(to: &decoder) { decoder in
      var frame = kmc_frame()
      for byte in bytes {
        switch kmc_decoder_push(decoder, byte, &frame) {
        case KMC_FRAME: frames.append(DecodedFrame(frame))
        case KMC_NONE: break
        default: rejected += 1
        }
      }
    }
    rejections += rejected
    return frames
  }
}

/// Bytes of one command of the gateway, made by the C reference codec.
func command(
  _ type: kmc_message_type, sequence: UInt16 = 7, address: UInt8 = 0, serialNumber: UInt64 = 0,
  fields: (inout kmc_encoder) -> Void = { _ in }
) -> [UInt8] {
  var header = kmc_header()
  header.type = UInt8(type.rawValue)
  header.address = address
  header.sequence = sequence
  header.serial = serialNumber
  var wire = [UInt8](repeating: 0, count: 255)
  let size = wire.withUnsafeMutableBufferPointer { buffer in
    var encoder = kmc_encoder()
    kmc_begin_gateway(&encoder, buffer.baseAddress, buffer.count, &header)
    fields(&encoder)
    return kmc_finish(&encoder)
  }
  return [0] + wire[..<size]
}

extension PortOutput {
  var bytes: [UInt8] { if case .bytes(let bytes) = event { bytes } else { [] } }
}

extension [PortOutput] {
  /// All frames of one port, decoded in order.
  func frames(of port: String) -> [DecodedFrame] {
    var tap = WireTap()
    return filter { $0.port.name == port }.flatMap { tap.frames(in: $0.bytes) }
  }
}
