import CareModel
import WireProtocol

extension BoardMessage {
  init(
    _ type: MessageType, kind: DeviceKind, in index: FieldIndex, notes: inout DecodingNotes
  ) {
    switch type {
    case .report:
      guard let driver = DeviceCatalogue.driver(for: kind) else {
        self = .unknownKind(kind)
        return
      }
      self = .report(driver.reading(in: index, notes: &notes), stored: StoredRecords(index))
    case .historyRecord: self = .historyRecord(kind: kind, in: index, notes: &notes)
    case .identity: self = .identity(BoardIdentity(index, notes: &notes))
    case .historyEnd:
      self = .historyEnd(
        HistoryEnd(
          stored: StoredRecords(index),
          recordsLost: index.integer(.recordsLost, as: UInt32.self)))
    case .selfTestResult: self = .selfTest(in: index)
    case .done: self = .done
    case .refused: self = .refused(in: index)
    default: self = .unknown(type)
    }
  }

  private static func historyRecord(
    kind: DeviceKind, in index: FieldIndex, notes: inout DecodingNotes
  ) -> BoardMessage {
    guard let driver = DeviceCatalogue.driver(for: kind) else { return .unknownKind(kind) }
    guard let cursor = index.integer(.recordCursor, as: UInt32.self) else {
      return .incomplete(.historyRecord, missing: .recordCursor)
    }
    guard let boot = index.integer(.recordBoot, as: UInt32.self) else {
      return .incomplete(.historyRecord, missing: .recordBoot)
    }
    guard let uptime = index.integer(.recordUptime, as: UInt64.self) else {
      return .incomplete(.historyRecord, missing: .recordUptime)
    }
    return .historyRecord(
      HistoryRecord(
        cursor: cursor, bootCounter: boot, uptimeMilliseconds: uptime,
        reading: driver.reading(in: index, notes: &notes), stored: StoredRecords(index)))
  }

  private static func selfTest(in index: FieldIndex) -> BoardMessage {
    guard index.has(.selfTestResults) else {
      return .incomplete(.selfTestResult, missing: .selfTestResults)
    }
    return .selfTest(
      index.pairs(.selfTestResults).map { test, outcome in
        SelfTestResult(test: test, outcome: SelfTestResult.Outcome(rawValue: outcome))
      })
  }

  private static func refused(in index: FieldIndex) -> BoardMessage {
    guard let (command, reason) = index.pairs(.refused).first else {
      return .incomplete(.refused, missing: .refused)
    }
    return .refused(
      Refusal(
        command: MessageType(rawValue: command), reason: Refusal.Reason(rawValue: reason)))
  }
}

extension StoredRecords {
  /// Nil unless both ends are there and in order.
  init?(_ index: FieldIndex) {
    guard let oldest = index.integer(.oldestCursor, as: UInt32.self),
      let newest = index.integer(.newestCursor, as: UInt32.self), oldest <= newest
    else { return nil }
    self.init(oldest: oldest, newest: newest)
  }
}

extension BoardIdentity {
  init(_ index: FieldIndex, notes: inout DecodingNotes) {
    self.init()
    if let text = index.value(.firmwareVersion) {
      // Printable ASCII only: the name is shown on terminals and pages.
      if text.allSatisfy({ (0x20...0x7E).contains($0) }) {
        firmwareVersion = String(decoding: text, as: UTF8.self)
      } else {
        notes.implausibleValues += 1
      }
    }
    hardwareRevision = index.integer(.hardwareRevision, as: UInt16.self)
    highestVersion = index.integer(.highestVersion, as: UInt8.self)
    measured = index.value(.measuredTags)?.map(FieldTag.init)
    reportPeriod = index.period(.reportPeriod)
    historyPeriod = index.period(.historyPeriod)
    historyCapacity = index.integer(.historyCapacity, as: UInt32.self)
  }
}

extension FieldIndex {
  /// A length of time that is sent in milliseconds; nil where the frame has none.
  func period(_ tag: FieldTag) -> TimeLength? {
    integer(tag, as: UInt32.self).map { TimeLength(milliseconds: Int64($0)) }
  }
}
