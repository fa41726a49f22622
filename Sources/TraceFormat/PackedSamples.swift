import CareModel
import GatewayCore

/// A block of samples in a few bytes each, for the store; every block can be read by itself.
///
/// Layout, version 1. Numbers are little-endian groups of seven bits; signed ones are folded so
/// that small ones of either sign are short.
///
///     version      1 byte
///     devices      number; then for each: length of its name, its name in UTF-8
///     samples      until the check:
///       step       number: ms since the sample before (since instant zero for the first)
///       head       number: device's index << 2 | history << 1 | new layout
///       layout     number, where it is new for this device: see `PackedReading`
///       measured   signed, history only: ms since the device's history before (or arrival)
///       fields     in the trace format's order: a fault's code in 1 byte, or signed the
///                  difference to the same field of the same device before, in last decimals
///     check        4 bytes, FNV-1a of all before them, lowest byte first
///
/// Values are kept at the decimals that a trace has; a number that no sensor can give is kept as
/// `.invalid(.implausible)`.
public struct PackedSamples: Sendable {
  public static let version: UInt8 = 1

  /// How many samples wait in the block.
  public private(set) var count = 0
  /// Arrival of the first sample; nil while there is none.
  public private(set) var from: Instant?
  /// Arrival of the last sample; nil while there is none.
  public private(set) var to: Instant?

  private var names: [DeviceIdentifier] = []
  private var indices: [DeviceIdentifier: Int] = [:]
  private var memories: [PackedDeviceMemory] = []
  private var lastArrival: Int64 = 0
  private var body: [UInt8] = []

  /// A thousand years: a moment beyond is a broken number, and is kept as this bound.
  static let mostMilliseconds: Int64 = 32_000_000_000_000

  public init() {}

  /// Adds a sample that arrived at `arrival`.
  public mutating func append(_ sample: Sample, at arrival: Instant) {
    let arrived = Self.bounded(arrival)
    let index = index(of: sample.device)
    let packed = PackedReading(sample.reading)
    let isNewLayout = memories[index].layout != packed.layout
    // Arrivals are ordered; one that is not wraps around, and costs ten bytes.
    body.append(packed: UInt64(bitPattern: arrived &- lastArrival))
    let isHistory = sample.measuredAt != nil
    body.append(packed: UInt64(index) << 2 | (isHistory ? 2 : 0) | (isNewLayout ? 1 : 0))
    if isNewLayout { body.append(packed: UInt64(packed.layout)) }
    if let measuredAt = sample.measuredAt.map(Self.bounded) {
      body.append(packedSigned: measuredAt - (memories[index].measuredAt ?? arrived))
      memories[index].measuredAt = measuredAt
    }
    append(packed, previous: memories[index].numbers)
    memories[index].remember(packed)
    lastArrival = arrived
    count += 1
    let instant = Instant(milliseconds: arrived)
    from = from.map { min($0, instant) } ?? instant
    to = to.map { max($0, instant) } ?? instant
  }

  /// The finished block, and an empty one in its place; nil when there is no sample.
  public mutating func take() -> (bytes: [UInt8], count: Int, from: Instant, to: Instant)? {
    guard let from, let to else { return nil }
    var bytes: [UInt8] = [Self.version]
    bytes.append(packed: UInt64(names.count))
    for device in names {
      bytes.append(packed: UInt64(device.name.utf8.count))
      bytes.append(contentsOf: device.name.utf8)
    }
    bytes.append(contentsOf: body)
    bytes.append(contentsOf: Self.check(bytes[...]))
    let taken = (bytes, count, from, to)
    self = PackedSamples()
    return taken
  }

  private mutating func append(_ reading: PackedReading, previous: PackedReading.Numbers) {
    if reading.hasClaspFault { body.append(reading.claspFault) }
    for field in 0..<PackedReading.fieldCount where reading.isPresent(field) {
      if reading.isInvalid(field) {
        body.append(UInt8(truncatingIfNeeded: reading.numbers[field]))
      } else {
        body.append(packedSigned: reading.numbers[field] - previous[field])
      }
    }
  }

  private mutating func index(of device: DeviceIdentifier) -> Int {
    if let index = indices[device] { return index }
    let index = names.count
    names.append(device)
    memories.append(PackedDeviceMemory())
    indices[device] = index
    return index
  }

  private static func bounded(_ instant: Instant) -> Int64 {
    max(-mostMilliseconds, min(mostMilliseconds, instant.milliseconds))
  }

  static let checkLength = 4

  /// FNV-1a, 32 bits: one changed byte always shows.
  static func check(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return (0..<4).map { UInt8(truncatingIfNeeded: hash >> UInt32(8 * $0)) }
  }
}
