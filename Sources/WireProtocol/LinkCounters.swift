/// What one line has carried since its decoder was made; every count only grows.
public struct LinkCounters: Hashable, Codable, Sendable {
  public var bytes: UInt64 = 0
  public var frames: UInt64 = 0
  public var tooLong: UInt64 = 0
  public var badStuffing: UInt64 = 0
  public var tooShort: UInt64 = 0
  public var badChecksum: UInt64 = 0
  public var unsupportedVersion: UInt64 = 0
  public var malformedFields: UInt64 = 0
  public var wrongDirection: UInt64 = 0

  public init() {}

  /// How often bytes were rejected for this reason.
  public subscript(reason: FrameRejection) -> UInt64 {
    get { self[keyPath: LinkCounters.path(reason)] }
    set { self[keyPath: LinkCounters.path(reason)] = newValue }
  }

  /// How often bytes were rejected for any reason.
  public var rejected: UInt64 { FrameRejection.allCases.reduce(0) { $0 + self[$1] } }

  private static func path(_ reason: FrameRejection) -> WritableKeyPath<LinkCounters, UInt64> {
    switch reason {
    case .tooLong: \.tooLong
    case .badStuffing: \.badStuffing
    case .tooShort: \.tooShort
    case .badChecksum: \.badChecksum
    case .unsupportedVersion: \.unsupportedVersion
    case .malformedFields: \.malformedFields
    case .wrongDirection: \.wrongDirection
    }
  }
}
