import CareModel
import GatewayCore

extension PackedSamples {
  /// The samples of a block, in the order in which they arrived, as lines of a trace.
  ///
  /// Memory is at most in proportion to the block's own bytes, whatever they say.
  public static func unpack(_ bytes: [UInt8]) throws(PackedSamplesError) -> [TraceLine] {
    let end = bytes.count - checkLength
    guard end > 0, check(bytes[..<end]) == Array(bytes[end...]) else { throw .damaged }
    guard bytes[0] == version else { throw .unknownVersion(bytes[0]) }
    var reader = PackedByteReader(bytes, from: 1, to: end)
    var unpacking = Unpacking(names: try names(&reader))
    var lines: [TraceLine] = []
    while !reader.isAtEnd { lines.append(try unpacking.sample(&reader)) }
    return lines
  }

  private static func names(
    _ reader: inout PackedByteReader
  ) throws(PackedSamplesError) -> [DeviceIdentifier] {
    var names: [DeviceIdentifier] = []
    // Every name takes a byte at least, so that the count is bounded by what is left.
    for _ in 0..<(try reader.length()) { names.append(DeviceIdentifier(try reader.text())) }
    return names
  }
}

/// Follows a block from sample to sample.
private struct Unpacking {
  private let names: [DeviceIdentifier]
  private var memories: [PackedDeviceMemory]
  private var arrived: Int64 = 0

  init(names: [DeviceIdentifier]) {
    self.names = names
    memories = Array(repeating: PackedDeviceMemory(), count: names.count)
  }

  mutating func sample(_ reader: inout PackedByteReader) throws(PackedSamplesError) -> TraceLine {
    arrived = try instant(arrived &+ Int64(bitPattern: reader.number()), reader)
    let head = try reader.number()
    guard head >> 2 < UInt64(names.count) else { throw reader.malformed }
    let index = Int(head >> 2)
    var packed = try layout(isNew: head & 1 != 0, index, &reader)
    let measuredAt = try head & 2 != 0 ? measuredAt(index, &reader) : nil
    try takeFields(&packed, index, &reader)
    guard let reading = packed.reading else { throw reader.malformed }
    memories[index].remember(packed)
    return TraceLine(
      at: Instant(milliseconds: arrived),
      input: .sample(Sample(device: names[index], reading: reading, measuredAt: measuredAt)))
  }

  private func layout(
    isNew: Bool, _ index: Int, _ reader: inout PackedByteReader
  ) throws(PackedSamplesError) -> PackedReading {
    let layout = isNew ? UInt32(exactly: try reader.number()) : memories[index].layout
    guard let layout, let packed = PackedReading(layout: layout) else { throw reader.malformed }
    return packed
  }

  private mutating func measuredAt(
    _ index: Int, _ reader: inout PackedByteReader
  ) throws(PackedSamplesError) -> Instant {
    let before = memories[index].measuredAt ?? arrived
    let measured = try instant(before &+ reader.signedNumber(), reader)
    memories[index].measuredAt = measured
    return Instant(milliseconds: measured)
  }

  private func takeFields(
    _ packed: inout PackedReading, _ index: Int, _ reader: inout PackedByteReader
  ) throws(PackedSamplesError) {
    if packed.hasClaspFault { packed.claspFault = try reader.byte() }
    for field in 0..<PackedReading.fieldCount where packed.isPresent(field) {
      if packed.isInvalid(field) {
        packed.numbers[field] = Int64(try reader.byte())
      } else {
        let number = memories[index].numbers[field] &+ (try reader.signedNumber())
        guard number.magnitude <= PackedReading.mostNumber.magnitude else { throw reader.malformed }
        packed.numbers[field] = number
      }
    }
  }

  private func instant(
    _ milliseconds: Int64, _ reader: PackedByteReader
  ) throws(PackedSamplesError) -> Int64 {
    let most = PackedSamples.mostMilliseconds
    guard milliseconds >= -most, milliseconds <= most else { throw reader.malformed }
    return milliseconds
  }
}
