import CareModel

/// What a block said last of one device: what its next sample is told apart from.
struct PackedDeviceMemory {
  var layout: UInt32?
  var numbers = PackedReading.Numbers(repeating: 0)
  var measuredAt: Int64?

  mutating func remember(_ reading: PackedReading) {
    layout = reading.layout
    for field in 0..<PackedReading.fieldCount
    where reading.isPresent(field) && !reading.isInvalid(field) {
      numbers[field] = reading.numbers[field]
    }
  }
}
