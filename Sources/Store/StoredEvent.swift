import CareModel

/// One event of the core as it was printed, kept for ever.
///
/// `boot` and `sequence` name it: to commit it again changes nothing.
public struct StoredEvent: Hashable, Sendable {
  /// 2^40 events in one boot: a thousand a second for 34 years.
  public static let sequenceRange: Range<Int64> = 0..<(1 << 40)

  /// Counts the events of one boot. Range: `sequenceRange`.
  public var sequence: Int64
  public var boot: BootIdentifier
  public var instant: Instant
  public var wall: WallTime?
  public var quality: ClockQuality
  /// The value of the line's `event` key, such as `contact`, `alarm` or `day`.
  public var kind: String
  public var infant: InfantIdentifier?
  /// One line of NDJSON without its newline.
  public var line: String

  public init(
    sequence: Int64, boot: BootIdentifier, instant: Instant, wall: WallTime?,
    quality: ClockQuality, kind: String, infant: InfantIdentifier?, line: String
  ) {
    self.sequence = sequence
    self.boot = boot
    self.instant = instant
    self.wall = wall
    self.quality = quality
    self.kind = kind
    self.infant = infant
    self.line = line
  }
}

/// A place in the order of commits, after which reading goes on.
///
/// It follows insertion and never the event's time, so that what arrives late is not missed.
public struct StoreCursor: Hashable, Comparable, Codable, Sendable {
  public var number: Int64

  public static let start = StoreCursor(number: -1)
  /// Behind every row.
  public static let end = StoreCursor(number: .max)

  public init(number: Int64) { self.number = number }

  public static func < (left: StoreCursor, right: StoreCursor) -> Bool {
    left.number < right.number
  }

  /// The boot's number in the high bits keeps rows in order of insertion without an index of
  /// their own, which would more than double what is written to the card.
  init(bootNumber: Int64, sequence: Int64) {
    number = bootNumber << 40 | sequence
  }

  var bootNumber: Int64 { number >> 40 }
  var sequence: Int64 { number & (1 << 40 - 1) }
}

/// A row as read back, with the cursor from which reading goes on behind it.
public struct Committed<Row: Hashable & Sendable>: Hashable, Sendable {
  public var cursor: StoreCursor
  public var row: Row
}
