import CareModel
import WireProtocol

extension BoardMessage {
  /// The frame in which a board of this header says this, as simulators and tests need it.
  ///
  /// Throws where the values do not fit a frame. Messages that only a receiver can name, such as
  /// `.unknownKind`, give a frame without the fields that were not understood.
  public func frame(
    from header: BoardHeader, address: UInt8, sequence: UInt16, answering: UInt16? = nil
  ) throws(FrameEncodingError) -> Frame {
    var fields = try fields(kind: header.kind)
    if let answering { fields.append(.answeredSequence, integer: answering) }
    return Frame(
      messageType: messageType, address: address, sequence: sequence, origin: .board(header),
      fields: fields)
  }

  /// The type of the frame that carries this message.
  public var messageType: MessageType {
    switch self {
    case .report, .unknownKind: .report
    case .identity: .identity
    case .historyRecord: .historyRecord
    case .historyEnd: .historyEnd
    case .selfTest: .selfTestResult
    case .done: .done
    case .refused: .refused
    case .incomplete(let type, _), .unknown(let type): type
    }
  }

  private func fields(kind: DeviceKind) throws(FrameEncodingError) -> FieldList {
    var list = FieldList()
    let driver = DeviceCatalogue.driver(for: kind)
    switch self {
    case .report(let reading, let stored):
      if let driver { list.append(try driver.fields(for: reading)) }
      stored?.append(to: &list)
    case .historyRecord(let record):
      list.append(.recordCursor, integer: record.cursor)
      list.append(.recordBoot, integer: record.bootCounter)
      list.append(.recordUptime, integer: record.uptimeMilliseconds)
      if let driver { list.append(try driver.fields(for: record.reading)) }
      record.stored?.append(to: &list)
    case .identity(let identity): try identity.append(to: &list)
    case .historyEnd(let end):
      end.stored?.append(to: &list)
      if let lost = end.recordsLost { list.append(.recordsLost, integer: lost) }
    case .selfTest(let results):
      try list.append(.selfTestResults, bytes: results.flatMap { [$0.test, $0.outcome.rawValue] })
    case .refused(let refusal):
      try list.append(.refused, bytes: [refusal.command.rawValue, refusal.reason.rawValue])
    case .done, .unknownKind, .incomplete, .unknown: break
    }
    return list
  }
}

extension StoredRecords {
  func append(to list: inout FieldList) {
    list.append(.oldestCursor, integer: oldest)
    list.append(.newestCursor, integer: newest)
  }
}

extension BoardIdentity {
  func append(to list: inout FieldList) throws(FrameEncodingError) {
    if let firmwareVersion { try list.append(.firmwareVersion, bytes: firmwareVersion.utf8) }
    if let hardwareRevision { list.append(.hardwareRevision, integer: hardwareRevision) }
    if let highestVersion { list.append(.highestVersion, integer: highestVersion) }
    if let measured { try list.append(.measuredTags, bytes: measured.map(\.rawValue)) }
    if let reportPeriod { list.append(.reportPeriod, period: reportPeriod) }
    if let historyPeriod { list.append(.historyPeriod, period: historyPeriod) }
    if let historyCapacity { list.append(.historyCapacity, integer: historyCapacity) }
  }
}

extension FieldList {
  /// Appends a length of time in milliseconds; one that does not fit goes as the nearest that does.
  mutating func append(_ tag: FieldTag, period: TimeLength) {
    append(tag, integer: UInt32(clamping: period.milliseconds))
  }
}
