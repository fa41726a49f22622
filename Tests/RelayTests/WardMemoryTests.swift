import CareModel
import StationModel
import Testing

@testable import Relay

/// One ward of many hubs, some of which are not heard.
@Suite struct WardMemoryTests {
  private func ward(at seconds: Double = 0) -> WardMemory {
    var ward = WardMemory(
      site: "s1", ward: "w1", station: "desk", silentAfter: .seconds(5), at: .s(seconds))
    ward.take(isConnected: true, at: .s(seconds))
    return ward
  }

  private func hear(
    _ ward: inout WardMemory, _ hub: String, _ sequence: Int64, at seconds: Double,
    boot: BootIdentifier = SampleWard.boot, alarms: [StationAlarm] = [],
    isRetained: Bool = false, delayed: Double = 0, unconfirmed: [AlarmIdentifier] = []
  ) -> Bool {
    ward.take(
      SampleWard.message(
        SampleWard.snapshot(
          hub: "pretends",
          beds: [SampleWard.bed(hub: "pretends", infant: InfantIdentifier("K-\(hub)"))],
          alarms: alarms), boot: boot, sequence: sequence, at: 1000 + seconds - delayed,
        unconfirmed: unconfirmed),
      of: hub, isRetained: isRetained, at: .s(seconds))
  }

  @Test func allHubsAreOneWardUnderTheNamesOfTheirTopics() {
    var ward = ward()
    let isTaken = hear(&ward, "h1", 1, at: 1)
    #expect(isTaken)
    let isTakenToo = hear(&ward, "h2", 1, at: 1, alarms: [SampleWard.alarm("a", hub: "pretends")])
    #expect(isTakenToo)
    let shown = ward.snapshot(sequence: 9, at: .s(2))
    #expect(shown.sequence == 9)
    #expect(shown.hubs.map(\.hub) == ["h1", "h2"])
    #expect(shown.hubs.allSatisfy { $0.isOnline && $0.silentSeconds == 1 })
    #expect(shown.beds.map(\.hub) == ["h1", "h2"])
    #expect(shown.alarms.map(\.hub) == ["h2"])
    #expect(ward.hub(of: shown.alarms[0].id) == "h2")
    #expect(ward.hubs(of: "K-h1", at: nil, at: .s(2)) == ["h1"])
    #expect(shown.wall?.wall.milliseconds == Int64(1_768_033_002_000))
  }

  @Test func aSilentHubIsShownAsSuchAndItsBedsAsUnobserved() {
    var ward = ward()
    _ = hear(&ward, "h1", 1, at: 0)
    _ = hear(&ward, "h2", 1, at: 0, alarms: [SampleWard.alarm("a")])
    for second in 1...10 { _ = hear(&ward, "h1", Int64(second + 1), at: Double(second)) }
    _ = ward.passTime(to: .s(5))
    #expect(ward.localAlarms.isEmpty)
    let hasChanged = ward.passTime(to: .s(5.1))
    #expect(hasChanged)
    let shown = ward.snapshot(sequence: 1, at: .s(10))
    #expect(shown.hubs.map(\.isOnline) == [true, false])
    #expect(shown.hubs[1].silentSeconds == 10)
    let bed = shown.beds[1]
    #expect(bed.contact == .unobserved && bed.skinCelsius == nil && bed.roomCelsius == nil)
    #expect(bed.reason == "h2 silent")
    // What stood stands on, and the hub's silence is an alarm.
    #expect(shown.alarms.map(\.condition).contains(.hypothermia))
    let silent = shown.alarms.first { $0.condition == .deviceSilent }
    #expect(silent?.subject == "h2" && silent?.priority == .high && silent?.beds == ["1"])
    _ = hear(&ward, "h2", 2, at: 11)
    let hasChangedBack = ward.passTime(to: .s(11))
    #expect(hasChangedBack)
    #expect(ward.localAlarms.isEmpty)
  }

  @Test func theLastWillIsBelievedAtOnce() {
    var ward = ward()
    _ = hear(&ward, "h1", 1, at: 0)
    ward.take(isOffline: true, of: "h1", at: .s(0.5))
    let hasChanged = ward.passTime(to: .s(0.5))
    #expect(hasChanged)
    #expect(!ward.isOnline("h1", at: .s(0.5)))
  }

  @Test func whatTheBrokerKeptIsShownAndNotTakenForLive() {
    var ward = ward()
    let isTaken = hear(&ward, "h1", 7, at: 0, isRetained: true, unconfirmed: ["x"])
    #expect(isTaken)
    #expect(!ward.isOnline("h1", at: .s(0)))
    #expect(ward.snapshot(sequence: 1, at: .s(0)).beds.map(\.contact) == [.unobserved])
    // It is not confirmed, and no alarm yet: the next live one may be a moment away.
    #expect(ward.asked(at: .s(0)).isEmpty)
    let hasChanged = ward.passTime(to: .s(4))
    #expect(!hasChanged)
    let isTakenToo = hear(&ward, "h1", 8, at: 4, unconfirmed: ["x"])
    #expect(isTakenToo)
    #expect(ward.asked(at: .s(4)).map(\.alarms) == [["x"]])
    // Nothing that is older or kept takes its place.
    let isTakenAgain = hear(&ward, "h1", 8, at: 4.5)
    #expect(!isTakenAgain)
    let isTakenLate = hear(&ward, "h1", 9, at: 4.5, boot: "b0-1", isRetained: true)
    #expect(!isTakenLate)
    let isTakenLast = hear(&ward, "h1", 1, at: 5, boot: "b2-1")
    #expect(isTakenLast)
  }

  @Test func aHeldUpLineDoesNotMakeOldNew() {
    var ward = ward()
    for second in 0...10 { _ = hear(&ward, "h1", Int64(second + 1), at: Double(second)) }
    // The line stands still for a minute, and then all that was sent comes at once.
    for second in 11...60 {
      _ = hear(
        &ward, "h1", Int64(second + 1), at: 70, delayed: 70 - Double(second))
    }
    #expect(!ward.isOnline("h1", at: .s(70)))
    #expect(ward.snapshot(sequence: 1, at: .s(70)).hubs[0].silentSeconds > 9)
    _ = hear(&ward, "h1", 71, at: 71)
    #expect(ward.isOnline("h1", at: .s(71)))
  }

  @Test func clocksThatDriftApartAreNoSilence() {
    var ward = ward()
    // The hub's clock is slow by 200 millionths, for two days.
    for second in stride(from: 0.0, through: 172_800, by: 2) {
      _ = hear(
        &ward, "h1", Int64(second / 2) + 1, at: second, delayed: second * 0.0002)
      if !ward.isOnline("h1", at: .s(second)) {
        Issue.record("silent at \(second)")
        return
      }
    }
  }

  @Test func aBrokerThatIsAwayIsOneAlarmNotOneForEachHub() {
    var ward = ward()
    for hub in ["h1", "h2", "h3"] { _ = hear(&ward, hub, 1, at: 0) }
    ward.take(isConnected: false, at: .s(1))
    _ = ward.passTime(to: .s(20))
    let shown = ward.snapshot(sequence: 1, at: .s(20))
    #expect(shown.alarms.map(\.condition) == [.stationUnreachable])
    #expect(shown.hubs.allSatisfy { !$0.isOnline })
    // Back again, each hub has its five seconds.
    ward.take(isConnected: true, at: .s(30))
    _ = ward.passTime(to: .s(34))
    #expect(ward.localAlarms.isEmpty)
    _ = ward.passTime(to: .s(36))
    #expect(ward.localAlarms.keys.sorted() == ["h1", "h2", "h3"])
  }

  @Test func itsOwnAlarmsAreAnsweredForATime() throws {
    var ward = ward()
    _ = hear(&ward, "h1", 1, at: 0)
    _ = ward.passTime(to: .s(10))
    let alarm = try #require(ward.snapshot(sequence: 1, at: .s(10)).alarms.first)
    #expect(ward.isLocal(alarm.id))
    ward.acknowledge(alarm.id, by: "nurse-1", at: .s(10))
    let shown = try #require(ward.snapshot(sequence: 1, at: .s(11)).alarms.first)
    #expect(shown.response == .acknowledged && shown.by == "nurse-1")
    #expect(shown.remainingSeconds == 599)
    let hasChanged = ward.passTime(to: .s(611))
    #expect(hasChanged)
    #expect(ward.snapshot(sequence: 1, at: .s(611)).alarms.first?.response == nil)
  }

  @Test func anAnswerRunsOutThoughItsHubIsSilent() {
    var ward = ward()
    let alarm = SampleWard.alarm("a", response: .paused, remaining: 60)
    _ = hear(&ward, "h1", 1, at: 0, alarms: [alarm])
    let early = ward.snapshot(sequence: 1, at: .s(30)).alarms.first { $0.id == alarm.id }
    #expect(early?.response == .paused && early?.remainingSeconds == 30)
    let late = ward.snapshot(sequence: 1, at: .s(61)).alarms.first { $0.id == alarm.id }
    #expect(late?.response == nil && late?.forSeconds == 71)
  }

  @Test func aHubThatWasTakenAwayIsForgotten() {
    var ward = ward()
    _ = hear(&ward, "h1", 1, at: 0)
    _ = ward.passTime(to: .s(10))
    ward.forget("h1")
    let shown = ward.snapshot(sequence: 1, at: .s(10))
    #expect(shown.hubs.isEmpty && shown.beds.isEmpty && shown.alarms.isEmpty)
  }

  @Test func madeUpHubsDoNotFillTheMemory() {
    var ward = ward()
    for number in 0..<1000 { ward.take(isOffline: false, of: "x\(number)", at: .s(0)) }
    #expect(ward.hubs.count == 64)
  }

  @Test func onePseudonymAtTwoHubsIsNotGuessed() {
    var ward = ward()
    for (hub, second) in [("h1", 0.0), ("h2", 0.0), ("h2", 8)] {
      let message = SampleWard.message(
        SampleWard.snapshot(hub: hub), sequence: Int64(second) + 1, at: 1000 + second)
      _ = ward.take(message, of: hub, isRetained: false, at: .s(second))
    }
    #expect(ward.hubs(of: "K-001", at: nil, at: .s(1)) == ["h1", "h2"])
    #expect(ward.hubs(of: "K-001", at: "h1", at: .s(1)) == ["h1"])
    #expect(ward.hubs(of: "K-001", at: "h3", at: .s(1)).isEmpty)
    // The one that is not heard any more has it no longer, unless no other has.
    #expect(ward.hubs(of: "K-001", at: nil, at: .s(9)) == ["h2"])
    #expect(ward.hubs(of: "K-001", at: "h1", at: .s(9)) == ["h1"])
  }

  @Test(arguments: [Int.max, .min])
  func lengthsOfAnySizeDoNoHarm(_ seconds: Int) throws {
    var alarm = SampleWard.alarm("a", response: .paused, remaining: seconds)
    alarm.forSeconds = seconds
    var bed = SampleWard.bed()
    bed.standbySeconds = seconds
    bed.today.contactSeconds = seconds
    let body = try SampleWard.message(SampleWard.snapshot(beds: [bed], alarms: [alarm]))
      .body(of: SampleWard.address)
    var ward = ward()
    _ = ward.take(try StationMessage(body), of: "h1", isRetained: false, at: .s(0))
    let shown = ward.snapshot(sequence: 1, at: .s(3))
    let most = seconds > 0 ? 1_000_000_000 : 0
    #expect(shown.beds.map(\.standbySeconds) == [most])
    #expect(shown.beds.map(\.today.contactSeconds) == [most])
    #expect(shown.alarms.map(\.forSeconds) == [most + 3])
  }
}
