extension Array where Element == UInt8 {
  /// Appends the bytes of `value`, least significant first.
  mutating func appendLittleEndian<Value: FixedWidthInteger>(_ value: Value) {
    var rest = value
    for _ in 0..<(Value.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

extension Span where Element == UInt8 {
  /// The unsigned integer whose least significant byte is at `offset`.
  @inline(__always)
  func littleEndian<Value: FixedWidthInteger & UnsignedInteger>(
    at offset: Int, as type: Value.Type
  ) -> Value {
    var value: Value = 0
    for index in 0..<(Value.bitWidth / 8) {
      value |= Value(truncatingIfNeeded: self[offset + index]) << Value(8 * index)
    }
    return value
  }
}

extension ArraySlice where Element == UInt8 {
  /// The whole value as one little-endian integer; nil where its length is not the type's own.
  @inlinable public func littleEndian<Value: FixedWidthInteger>(as type: Value.Type) -> Value? {
    guard count == Value.bitWidth / 8 else { return nil }
    var value: Value = 0
    for index in indices.reversed() {
      value = value << 8 | Value(truncatingIfNeeded: self[index])
    }
    return value
  }
}
