/// The fields of one frame in the order sent, each a tag, a length and a value.
///
/// Holds the bytes as they are on the wire; a list is always well formed.
public struct FieldList: Hashable, Sendable {
  /// Tag, length and value of each field, one after another.
  public private(set) var bytes: [UInt8]

  /// A list without fields, to append to.
  public init() { bytes = [] }

  /// Takes over bytes that a frame carried; nil where a field runs over the end.
  public init?(wire bytes: [UInt8]) {
    guard FieldList.isWellFormed(bytes.span) else { return nil }
    self.bytes = bytes
  }

  /// For the frame decoder, which has checked the bytes where they lay.
  init(checked bytes: [UInt8]) { self.bytes = bytes }

  public var isEmpty: Bool { bytes.isEmpty }

  /// The value of the first field with this tag, which is the one that counts; nil without one.
  public func first(_ tag: FieldTag) -> ArraySlice<UInt8>? {
    var iterator = makeIterator()
    while let field = iterator.next() {
      if field.tag == tag { return field.value }
    }
    return nil
  }

  /// Appends a field whose value is one little-endian integer.
  public mutating func append<Value: FixedWidthInteger>(_ tag: FieldTag, integer value: Value) {
    bytes.append(tag.rawValue)
    bytes.append(UInt8(Value.bitWidth / 8))
    bytes.appendLittleEndian(value)
  }

  /// Appends a field of any bytes; throws where they are more than a length byte can say.
  public mutating func append(
    _ tag: FieldTag, bytes value: some Collection<UInt8>
  ) throws(FrameEncodingError) {
    guard let length = UInt8(exactly: value.count) else {
      throw .fieldTooLong(tag: tag, bytes: value.count)
    }
    bytes.append(tag.rawValue)
    bytes.append(length)
    bytes.append(contentsOf: value)
  }

  /// Appends every field of another list.
  public mutating func append(_ other: FieldList) { bytes.append(contentsOf: other.bytes) }

  static func isWellFormed(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      guard index + 1 < bytes.count else { return false }
      index += 2 + Int(bytes[index + 1])
    }
    return index == bytes.count
  }
}

extension FieldList: Sequence {
  /// One field, with its value still in the list's own storage.
  public struct Field: Hashable, Sendable {
    public let tag: FieldTag
    public let value: ArraySlice<UInt8>

    @inlinable init(tag: FieldTag, value: ArraySlice<UInt8>) {
      self.tag = tag
      self.value = value
    }
  }

  public struct Iterator: IteratorProtocol {
    @usableFromInline let bytes: [UInt8]
    @usableFromInline var index = 0

    @inlinable init(_ bytes: [UInt8]) { self.bytes = bytes }

    @inlinable public mutating func next() -> Field? {
      guard index + 1 < bytes.count else { return nil }
      let start = index + 2
      let end = start + Int(bytes[index + 1])
      guard end <= bytes.count else { return nil }
      let tag = FieldTag(rawValue: bytes[index])
      index = end
      return Field(tag: tag, value: bytes[start..<end])
    }
  }

  @inlinable public func makeIterator() -> Iterator { Iterator(bytes) }
}
