import CareModel
import KMCProtocolC

extension SimulatedBoard {
  /// Does what the gateway asks, and answers unless it asked all boards at once.
  mutating func obey(
    _ command: BoardCommand, at instant: Instant, _ measured: BoardMeasurement,
    answers: inout [UInt8]
  ) {
    if command.isBroadcast {
      var unheard: [UInt8] = []
      answer(command, at: instant, measured, to: &unheard)
      return
    }
    answer(command, at: instant, measured, to: &answers)
  }

  private mutating func answer(
    _ command: BoardCommand, at instant: Instant, _ measured: BoardMeasurement,
    to answers: inout [UInt8]
  ) {
    let sequence = command.sequence
    switch kmc_message_type(rawValue: UInt32(command.type)) {
    case KMC_POLL: sendReport(measured, at: instant, answering: sequence, to: &answers)
    case KMC_IDENTIFY: sendIdentity(at: instant, answering: sequence, to: &answers)
    case KMC_SET_PERIOD: setPeriod(command, at: instant, to: &answers)
    case KMC_SELF_TEST: sendSelfTest(at: instant, answering: sequence, to: &answers)
    case KMC_HISTORY_READ: readHistory(command, at: instant, to: &answers)
    case KMC_HISTORY_ACKNOWLEDGE: acknowledgeHistory(command, at: instant, to: &answers)
    default: refuse(command, KMC_REFUSED_UNKNOWN_COMMAND, at: instant, to: &answers)
    }
  }

  private mutating func setPeriod(
    _ command: BoardCommand, at instant: Instant, to answers: inout [UInt8]
  ) {
    let report = command.reportPeriodMilliseconds
    let history = command.historyPeriodMilliseconds
    let reports =
      UInt32(KMC_REPORT_PERIOD_MS_MIN)...UInt32(KMC_REPORT_PERIOD_MS_MAX)
    let histories =
      UInt32(KMC_HISTORY_PERIOD_MS_MIN)...UInt32(KMC_HISTORY_PERIOD_MS_MAX)
    let isReportRight = report.map { reports.contains($0) } ?? (history != nil)
    let isHistoryRight = history.map { histories.contains($0) } ?? true
    guard isReportRight, isHistoryRight else {
      return refuse(command, KMC_REFUSED_BAD_ARGUMENT, at: instant, to: &answers)
    }
    setPeriods(
      report: report.map { TimeLength(milliseconds: Int64($0)) },
      history: history.map { TimeLength(milliseconds: Int64($0)) }, at: instant)
    sendFrame(KMC_DONE, at: instant, answering: command.sequence, to: &answers) { _ in }
  }

  private mutating func sendSelfTest(
    at instant: Instant, answering: UInt16, to answers: inout [UInt8]
  ) {
    // One test a sensor, numbered by its tag.
    let pairs = script.sensors.tags.flatMap { [$0, UInt8(KMC_TEST_PASSED.rawValue)] }
    sendFrame(KMC_SELF_TEST_RESULT, at: instant, answering: answering, to: &answers) { encoder in
      kmc_put_self_test_results(&encoder, pairs, UInt8(pairs.count / 2))
    }
  }

  /// A streaming board hands over a batch and its end; a polled one a single frame a request.
  private mutating func readHistory(
    _ command: BoardCommand, at instant: Instant, to answers: inout [UInt8]
  ) {
    guard hasHistory else {
      return refuse(command, KMC_REFUSED_NOT_SUPPORTED, at: instant, to: &answers)
    }
    guard let cursor = command.cursor, let most = command.mostRecords,
      (1...UInt8(KMC_HISTORY_RECORDS_MAX)).contains(most)
    else { return refuse(command, KMC_REFUSED_BAD_ARGUMENT, at: instant, to: &answers) }
    let records = history.records(from: cursor, most: isPolled ? 1 : Int(most))
    for record in records {
      sendRecord(record, at: instant, answering: command.sequence, to: &answers)
    }
    if !isPolled || records.isEmpty {
      sendHistoryEnd(at: instant, answering: command.sequence, to: &answers)
    }
  }

  /// Erases nothing that was never stored: such a cursor is the gateway's mistake.
  private mutating func acknowledgeHistory(
    _ command: BoardCommand, at instant: Instant, to answers: inout [UInt8]
  ) {
    guard hasHistory else {
      return refuse(command, KMC_REFUSED_NOT_SUPPORTED, at: instant, to: &answers)
    }
    guard let cursor = command.cursor, cursor < history.nextCursor else {
      return refuse(command, KMC_REFUSED_BAD_ARGUMENT, at: instant, to: &answers)
    }
    eraseHistory(through: cursor)
    sendFrame(KMC_DONE, at: instant, answering: command.sequence, to: &answers) { _ in }
  }

  private mutating func refuse(
    _ command: BoardCommand, _ reason: kmc_refusal, at instant: Instant, to answers: inout [UInt8]
  ) {
    sendFrame(KMC_REFUSED, at: instant, answering: command.sequence, to: &answers) { encoder in
      kmc_put_refused(&encoder, command.type, UInt8(reason.rawValue))
    }
  }
}
