import CareModel
import KMCProtocolC
import Testing

@testable import SimulatedWard

@Suite struct BoardProtocolTests {
  private static let roles: [BoardRole] = [.binder, .probe, .room]

  /// A board that has been running for a minute; its history has 6 records at 10 s.
  private func board(_ role: BoardRole, address: UInt8 = 0) throws -> SimulatedBoard {
    var script = try #require(BedScript(number: 1, seed: 1).board(role))
    script.address = address
    script.historyPeriod = .seconds(10)
    var board = SimulatedBoard(script: script)
    _ = board.advance(to: Instant(seconds: 60)) { measurement(of: script, at: $0) }
    return board
  }

  private func measurement(of script: BoardScript, at instant: Instant) -> BoardMeasurement {
    var measured = BoardMeasurement(sensors: script.sensors)
    measured.innerCentidegrees = Int16(instant.milliseconds / 1000)
    measured.temperatureCentidegrees = -Int16(instant.milliseconds / 1000)
    return measured
  }

  private func ask(
    _ board: inout SimulatedBoard, _ bytes: [UInt8], at seconds: Double = 61
  ) -> [DecodedFrame] {
    let instant = Instant(seconds: seconds)
    let answers = board.receive(
      bytes, at: instant, measured: measurement(of: board.script, at: instant))
    var tap = WireTap()
    let frames = tap.frames(in: answers)
    #expect(tap.rejections == 0)
    return frames
  }

  @Test(arguments: roles) func startsWithIdentityThenReports(role: BoardRole) throws {
    let script = try #require(BedScript(number: 1, seed: 1).board(role))
    var board = SimulatedBoard(script: script)
    let bytes = board.advance(to: Instant(seconds: 300)) { measurement(of: script, at: $0) }
    var tap = WireTap()
    let frames = tap.frames(in: bytes)
    let identity = try #require(frames.first)
    #expect(identity.isA(KMC_IDENTITY))
    #expect(identity.serialNumber == script.serialNumber)
    #expect(identity.kind == UInt8(role.rawValue + 1))
    #expect(identity.boot == script.bootCounter + 1)
    #expect(identity.number(KMC_TAG_REPORT_PERIOD) == UInt64(script.reportPeriod.milliseconds))
    #expect(identity.number(KMC_TAG_HISTORY_PERIOD) == UInt64(script.historyPeriod.milliseconds))
    let reports = frames.dropFirst()
    #expect(reports.allSatisfy { $0.isA(KMC_REPORT) })
    let expected =
      1 + (300_000 - script.poweredAt.milliseconds - 200) / script.reportPeriod.milliseconds
    #expect(reports.count == Int(expected))
    #expect(frames.map(\.sequence) == (0..<frames.count).map { UInt16($0) })
    #expect(frames.last?.number(KMC_TAG_OLDEST_CURSOR) == 1)
  }

  @Test func answersIdentifyPollAndSelfTest() throws {
    var binder = try board(.binder)
    let identity = ask(&binder, command(KMC_IDENTIFY, sequence: 500))
    #expect(identity.count == 1 && identity[0].isA(KMC_IDENTITY))
    #expect(identity[0].number(KMC_TAG_ANSWERED_SEQUENCE) == 500)
    #expect(identity[0].fields[UInt8(KMC_TAG_MEASURED_TAGS.rawValue)] == SensorSet.fullBinder.tags)
    let report = ask(&binder, command(KMC_POLL))
    #expect(report.count == 1 && report[0].reading.inner == .value(Celsius(0.61)))
    let test = ask(&binder, command(KMC_SELF_TEST))
    #expect(test.count == 1 && test[0].isA(KMC_SELF_TEST_RESULT))
    #expect(test[0].fields[UInt8(KMC_TAG_SELF_TEST_RESULTS.rawValue)]?.count == 16)
  }

  @Test func obeysNewPeriodsAndRefusesBadOnes() throws {
    var probe = try board(.probe)
    let done = ask(
      &probe,
      command(KMC_SET_PERIOD) {
        kmc_put_report_period(&$0, 2000)
        kmc_put_history_period(&$0, 60_000)
      })
    #expect(done.count == 1 && done[0].isA(KMC_DONE))
    var tap = WireTap()
    let script = probe.script
    let bytes = probe.advance(to: Instant(seconds: 81)) { measurement(of: script, at: $0) }
    #expect(tap.frames(in: bytes).count == 10)
    let refused = ask(
      &probe,
      command(KMC_SET_PERIOD) {
        kmc_put_u32(&$0, UInt8(KMC_TAG_REPORT_PERIOD.rawValue), 999)
      }, at: 81)
    #expect(refused.count == 1 && refused[0].isA(KMC_REFUSED))
    #expect(
      refused[0].fields[UInt8(KMC_TAG_REFUSED.rawValue)]
        == [UInt8(KMC_SET_PERIOD.rawValue), UInt8(KMC_REFUSED_BAD_ARGUMENT.rawValue)])
    #expect(probe.reportPeriod == .seconds(2))
  }

  @Test func refusesUnknownCommandsAndIgnoresThoseForOthers() throws {
    var room = try board(.room)
    var unknown = KMC_POLL
    unknown.rawValue = 0x99
    let refused = ask(&room, command(unknown))
    #expect(
      refused.first?.fields[UInt8(KMC_TAG_REFUSED.rawValue)]
        == [0x99, UInt8(KMC_REFUSED_UNKNOWN_COMMAND.rawValue)])
    #expect(ask(&room, command(KMC_POLL, serialNumber: 77)).isEmpty)
    #expect(ask(&room, command(KMC_POLL, address: 9)).isEmpty)
    #expect(ask(&room, [1, 2, 3, 0, 0xFF, 0]).isEmpty)
  }

  @Test func handsOverHistoryInBatchesAndErasesOnlyWhatIsAcknowledged() throws {
    var binder = try board(.binder)
    func read(from cursor: UInt32, most: UInt8) -> [DecodedFrame] {
      ask(
        &binder,
        command(KMC_HISTORY_READ) {
          kmc_put_record_cursor(&$0, cursor)
          kmc_put_most_records(&$0, most)
        })
    }
    func cursors(_ frames: [DecodedFrame]) -> [UInt64] {
      frames.compactMap { $0.number(KMC_TAG_RECORD_CURSOR) }
    }
    let first = read(from: 0, most: 4)
    #expect(cursors(first) == [1, 2, 3, 4])
    #expect(first.last?.isA(KMC_HISTORY_END) == true)
    #expect(first.last?.number(KMC_TAG_NEWEST_CURSOR) == 6)
    #expect(first.allSatisfy { $0.number(KMC_TAG_ANSWERED_SEQUENCE) == 7 })
    #expect(cursors(read(from: 5, most: 32)) == [5, 6])

    let done = ask(
      &binder, command(KMC_HISTORY_ACKNOWLEDGE) { kmc_put_record_cursor(&$0, 4) })
    #expect(done.count == 1 && done[0].isA(KMC_DONE))
    #expect(cursors(read(from: 0, most: 32)) == [5, 6])
    _ = ask(&binder, command(KMC_HISTORY_ACKNOWLEDGE) { kmc_put_record_cursor(&$0, 6) })
    #expect(cursors(read(from: 0, most: 32)).isEmpty)
    let again = ask(&binder, command(KMC_HISTORY_ACKNOWLEDGE) { kmc_put_record_cursor(&$0, 6) })
    #expect(again.first?.isA(KMC_DONE) == true)
    let never = ask(&binder, command(KMC_HISTORY_ACKNOWLEDGE) { kmc_put_record_cursor(&$0, 7) })
    #expect(never.first?.isA(KMC_REFUSED) == true)
  }

  @Test func aBoardWithoutHistoryRefusesToHandItOver() throws {
    var script = try #require(BedScript(number: 1, seed: 1).board(.probe))
    script.historyCapacity = 0
    var probe = SimulatedBoard(script: script)
    _ = probe.advance(to: Instant(seconds: 60)) { measurement(of: script, at: $0) }
    for type in [KMC_HISTORY_READ, KMC_HISTORY_ACKNOWLEDGE] {
      let refused = ask(&probe, command(type) { kmc_put_record_cursor(&$0, 1) })
      #expect(
        refused.first?.fields[UInt8(KMC_TAG_REFUSED.rawValue)]
          == [UInt8(type.rawValue), UInt8(KMC_REFUSED_NOT_SUPPORTED.rawValue)])
    }
  }

  @Test func aBoardOnABusSpeaksOnlyWhenAsked() throws {
    var probe = try board(.probe, address: 5)
    let script = probe.script
    let unasked = probe.advance(to: Instant(seconds: 90)) { measurement(of: script, at: $0) }
    #expect(unasked.isEmpty)
    #expect(ask(&probe, command(KMC_POLL, address: 6), at: 91).isEmpty)
    #expect(ask(&probe, command(KMC_POLL, address: 255), at: 91).isEmpty)
    let report = ask(&probe, command(KMC_POLL, address: 5), at: 91)
    #expect(report.count == 1 && report[0].isA(KMC_REPORT) && report[0].address == 5)
    let record = ask(
      &probe,
      command(KMC_HISTORY_READ, address: 5) {
        kmc_put_record_cursor(&$0, 2)
        kmc_put_most_records(&$0, 1)
      }, at: 92)
    #expect(record.count == 1 && record[0].number(KMC_TAG_RECORD_CURSOR) == 2)
    #expect(record[0].number(KMC_TAG_OLDEST_CURSOR) == 1)
  }

  @Test func aHungBoardStartsAnewWithItsOldHistoryAndNoneOfTheTime() throws {
    let script = try #require(BedScript(number: 1, seed: 1).board(.binder))
    let hang = TruthInterval(fromSecond: 100, toSecond: 700)
    var board = SimulatedBoard(script: script, hangs: [hang])
    var tap = WireTap()
    var frames: [(at: Instant, frame: DecodedFrame)] = []
    while board.nextDeadline <= Instant(seconds: 900) {
      let at = board.nextDeadline
      let bytes = board.advance(to: at) { measurement(of: script, at: $0) }
      frames += tap.frames(in: bytes).map { (at, $0) }
      if hang.contains(at) {
        #expect(board.receive(command(KMC_POLL), at: at, measured: .init(sensors: [])).isEmpty)
      }
    }
    #expect(!frames.contains { hang.from <= $0.at && $0.at < hang.to })
    let restart = try #require(frames.first { $0.at >= hang.to })
    #expect(restart.frame.isA(KMC_IDENTITY) && restart.at == hang.to)
    #expect(restart.frame.boot == script.bootCounter + 2)
    #expect(restart.frame.uptimeMilliseconds == 0 && restart.frame.sequence == 0)
    let records = board.history.records(from: 0, most: 1000)
    #expect(records.first?.boot == script.bootCounter + 1)
    #expect(!records.contains { (101...699).contains($0.measured.innerCentidegrees) })
    #expect(zip(records, records.dropFirst()).allSatisfy { $0.cursor + 1 == $1.cursor })
  }

  @Test func aFullHistoryLosesTheOldestAndSaysHowMany() {
    var ring = HistoryRing(capacity: 3)
    for uptime in 1...5 {
      ring.append(boot: 1, uptimeMilliseconds: UInt64(uptime), BoardMeasurement(sensors: []))
    }
    #expect(ring.count == 3 && ring.lostCount == 2)
    #expect(ring.oldestCursor == 3 && ring.newestCursor == 5)
    ring.erase(through: 99)
    #expect(ring.count == 0 && ring.oldestCursor == nil && ring.nextCursor == 6)
  }
}
