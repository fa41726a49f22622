/// Why a block of packed samples cannot be read.
public enum PackedSamplesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The check at the block's end does not fit its bytes.
  case damaged
  /// A later version of this program wrote the block.
  case unknownVersion(UInt8)
  /// The check fits, and yet the bytes at `offset` do not follow the layout.
  case malformed(offset: Int)

  public var description: String {
    switch self {
    case .damaged:
      "the block of samples is damaged; leave it out, and check the card it was read from"
    case .unknownVersion(let version):
      "the block of samples has layout \(version), this program reads layout "
        + "\(PackedSamples.version); read it with the program that wrote it"
    case .malformed(let offset):
      "the block of samples breaks its own layout at byte \(offset); leave it out and report it"
    }
  }
}
