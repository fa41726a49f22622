/// The fields by their names in vector files, told again apart from the code under test.
enum VectorField: String, CaseIterable {
  case clasp, contact, force, tilt, motion, inner, outer, temperature, humidity, battery, faults
  case reportPeriod = "report-period"
  case recordCursor = "record-cursor"
  case recordBoot = "record-boot"
  case recordUptime = "record-uptime"
  case oldestCursor = "oldest-cursor"
  case newestCursor = "newest-cursor"
  case recordsLost = "records-lost"
  case mostRecords = "most-records"
  case firmwareVersion = "firmware-version"
  case hardwareRevision = "hardware-revision"
  case highestVersion = "highest-version"
  case measuredTags = "measured-tags"
  case historyCapacity = "history-capacity"
  case selfTestResults = "self-test-results"
  case refused
  case answeredSequence = "answered-sequence"
  case historyPeriod = "history-period"

  var tag: UInt8 {
    switch self {
    case .clasp: 16
    case .contact: 17
    case .force: 18
    case .tilt: 19
    case .motion: 20
    case .inner: 21
    case .outer: 22
    case .temperature: 23
    case .humidity: 24
    case .battery: 25
    case .faults: 31
    case .reportPeriod: 64
    case .recordCursor: 65
    case .recordBoot: 66
    case .recordUptime: 67
    case .oldestCursor: 68
    case .newestCursor: 69
    case .recordsLost: 70
    case .mostRecords: 71
    case .firmwareVersion: 72
    case .hardwareRevision: 73
    case .highestVersion: 74
    case .measuredTags: 75
    case .historyCapacity: 76
    case .selfTestResults: 77
    case .refused: 78
    case .answeredSequence: 79
    case .historyPeriod: 80
    }
  }

  /// The bytes on the wire of a value as it is written in a vector; nil where it does not fit.
  func bytes(_ text: String) -> [UInt8]? {
    switch self {
    case .clasp, .mostRecords, .highestVersion: number(text, UInt8.self)
    case .tilt, .inner, .outer, .temperature: number(text, Int16.self)
    case .contact, .force, .motion, .humidity, .battery, .hardwareRevision, .answeredSequence:
      number(text, UInt16.self)
    case .recordUptime: number(text, UInt64.self)
    case .faults, .firmwareVersion, .measuredTags, .selfTestResults, .refused:
      VectorFile.bytes(text)
    default: number(text, UInt32.self)
    }
  }

  private func number<Number: FixedWidthInteger>(
    _ text: String, _ type: Number.Type
  ) -> [UInt8]? {
    guard let number = Number(text, radix: 10) else { return nil }
    return stride(from: 0, to: Number.bitWidth, by: 8).map {
      UInt8(truncatingIfNeeded: number >> Number($0))
    }
  }
}
