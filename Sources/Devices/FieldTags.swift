import WireProtocol

/// The fields of version 1: measured values below 0x40, control fields from there on.
extension FieldTag {
  public static let clasp = FieldTag(rawValue: 0x10)
  public static let contact = FieldTag(rawValue: 0x11)
  public static let force = FieldTag(rawValue: 0x12)
  public static let tilt = FieldTag(rawValue: 0x13)
  public static let motion = FieldTag(rawValue: 0x14)
  public static let inner = FieldTag(rawValue: 0x15)
  public static let outer = FieldTag(rawValue: 0x16)
  public static let temperature = FieldTag(rawValue: 0x17)
  public static let humidity = FieldTag(rawValue: 0x18)
  public static let battery = FieldTag(rawValue: 0x19)
  public static let faults = FieldTag(rawValue: 0x1F)

  public static let reportPeriod = FieldTag(rawValue: 0x40)
  public static let recordCursor = FieldTag(rawValue: 0x41)
  public static let recordBoot = FieldTag(rawValue: 0x42)
  public static let recordUptime = FieldTag(rawValue: 0x43)
  public static let oldestCursor = FieldTag(rawValue: 0x44)
  public static let newestCursor = FieldTag(rawValue: 0x45)
  public static let recordsLost = FieldTag(rawValue: 0x46)
  public static let mostRecords = FieldTag(rawValue: 0x47)
  public static let firmwareVersion = FieldTag(rawValue: 0x48)
  public static let hardwareRevision = FieldTag(rawValue: 0x49)
  public static let highestVersion = FieldTag(rawValue: 0x4A)
  public static let measuredTags = FieldTag(rawValue: 0x4B)
  public static let historyCapacity = FieldTag(rawValue: 0x4C)
  public static let selfTestResults = FieldTag(rawValue: 0x4D)
  public static let refused = FieldTag(rawValue: 0x4E)
  public static let answeredSequence = FieldTag(rawValue: 0x4F)
  public static let historyPeriod = FieldTag(rawValue: 0x50)

  /// True for what a reading is made of, false for control fields and the faults beside values.
  var isMeasured: Bool { rawValue < 0x40 && self != .faults }

  /// How many bytes the values of one tag may have.
  enum Shape: Hashable {
    case bytes(Int)
    case text(ClosedRange<Int>)
    case list
    case pairs
  }

  /// The shape of this tag's values; nil for a tag that version 1 does not know.
  var shape: Shape? {
    switch self {
    case .clasp, .mostRecords, .highestVersion: .bytes(1)
    case .contact, .force, .tilt, .motion, .inner, .outer, .temperature, .humidity, .battery,
      .hardwareRevision, .answeredSequence, .refused:
      .bytes(2)
    case .reportPeriod, .historyPeriod, .recordCursor, .recordBoot, .oldestCursor, .newestCursor,
      .recordsLost, .historyCapacity:
      .bytes(4)
    case .recordUptime: .bytes(8)
    case .firmwareVersion: .text(1...32)
    case .measuredTags: .list
    case .faults, .selfTestResults: .pairs
    default: nil
    }
  }

  /// Whether a value of `count` bytes is one of this tag; nil for an unknown tag.
  func accepts(bytes count: Int) -> Bool? {
    switch shape {
    case .bytes(let length): count == length
    case .text(let lengths): lengths.contains(count)
    case .list: true
    case .pairs: count.isMultiple(of: 2)
    case nil: nil
    }
  }
}
