import CareModel
import KMCProtocolC

extension SimulatedBoard {
  /// Puts what the board says by itself at a deadline on the line.
  mutating func send(
    _ actions: Actions, _ measured: BoardMeasurement, at instant: Instant, to bytes: inout [UInt8]
  ) {
    if isPolled { return }
    if actions.contains(.started) { sendIdentity(at: instant, answering: nil, to: &bytes) }
    if actions.contains(.reported) {
      sendReport(measured, at: instant, answering: nil, to: &bytes)
    }
  }

  mutating func sendReport(
    _ measured: BoardMeasurement, at instant: Instant, answering: UInt16?,
    to bytes: inout [UInt8]
  ) {
    let oldest = history.oldestCursor
    let newest = history.newestCursor
    sendFrame(KMC_REPORT, at: instant, answering: answering, to: &bytes) { encoder in
      measured.put(into: &encoder)
      if let oldest { kmc_put_oldest_cursor(&encoder, oldest) }
      if let newest { kmc_put_newest_cursor(&encoder, newest) }
    }
  }

  mutating func sendIdentity(at instant: Instant, answering: UInt16?, to bytes: inout [UInt8]) {
    let script = script
    let report = UInt32(reportPeriod.milliseconds)
    let history = UInt32(historyPeriod.milliseconds)
    sendFrame(KMC_IDENTITY, at: instant, answering: answering, to: &bytes) { encoder in
      let version = Array(script.firmwareVersion.utf8.prefix(32))
      kmc_put_firmware_version(&encoder, version, UInt8(version.count))
      kmc_put_hardware_revision(&encoder, script.hardwareRevision)
      kmc_put_highest_version(&encoder, UInt8(KMC_PROTOCOL_VERSION))
      let tags = script.sensors.tags
      kmc_put_measured_tags(&encoder, tags, UInt8(tags.count))
      kmc_put_report_period(&encoder, report)
      kmc_put_history_period(&encoder, history)
      kmc_put_history_capacity(&encoder, UInt32(script.historyCapacity))
    }
  }

  mutating func sendRecord(
    _ record: HistoryRecord, at instant: Instant, answering: UInt16, to bytes: inout [UInt8]
  ) {
    let oldest = isPolled ? history.oldestCursor : nil
    let newest = isPolled ? history.newestCursor : nil
    sendFrame(KMC_HISTORY_RECORD, at: instant, answering: answering, to: &bytes) { encoder in
      kmc_put_record_cursor(&encoder, record.cursor)
      kmc_put_record_boot(&encoder, record.boot)
      kmc_put_record_uptime(&encoder, record.uptimeMilliseconds)
      record.measured.put(into: &encoder)
      if let oldest { kmc_put_oldest_cursor(&encoder, oldest) }
      if let newest { kmc_put_newest_cursor(&encoder, newest) }
    }
  }

  mutating func sendHistoryEnd(at instant: Instant, answering: UInt16, to bytes: inout [UInt8]) {
    let history = history
    sendFrame(KMC_HISTORY_END, at: instant, answering: answering, to: &bytes) { encoder in
      if let oldest = history.oldestCursor { kmc_put_oldest_cursor(&encoder, oldest) }
      if let newest = history.newestCursor { kmc_put_newest_cursor(&encoder, newest) }
      kmc_put_records_lost(&encoder, history.lostCount)
    }
  }

  /// One frame through the reference codec, with the delimiter that ends an idle line's noise.
  mutating func sendFrame(
    _ type: kmc_message_type, at instant: Instant, answering: UInt16?, to bytes: inout [UInt8],
    fields: (inout kmc_encoder) -> Void
  ) {
    var header = kmc_header()
    header.type = UInt8(type.rawValue)
    header.address = script.address
    header.sequence = takeSequence()
    header.device_kind = UInt8(script.role.rawValue + 1)
    header.boot = bootCounter
    header.serial = script.serialNumber
    header.uptime_ms = uptimeMilliseconds(at: instant)
    if bytes.isEmpty { bytes.append(UInt8(KMC_DELIMITER)) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: KMC_WIRE_SIZE_MAX) {
      var encoder = kmc_encoder()
      kmc_begin_board(&encoder, $0.baseAddress, $0.count, &header)
      fields(&encoder)
      if let answering { kmc_put_answered_sequence(&encoder, answering) }
      let size = kmc_finish(&encoder)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[..<size]))
    }
  }
}
