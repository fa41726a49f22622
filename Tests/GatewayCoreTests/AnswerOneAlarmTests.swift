import CareModel
import GatewayCore
import Testing

/// An answer to one alarm of the list is to that alarm alone.
@Suite struct AnswerOneAlarmTests {
  private static let devices = Assignment(infant: "K-001", binder: "binder-1", probe: "probe-1")

  private func ward() -> Ward {
    var ward = Ward(
      settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
    _ = ward.step(.assign(Self.devices), at: .zero)
    _ = ward.step(.output("relay-1", isFailing: true), at: .zero)
    _ = ward.step(.output("relay-2", isFailing: true), at: .zero)
    _ = ward.step(at: Instant(seconds: 1200))
    return ward
  }

  @Test func everyAlarmOfTheListCanBeAnsweredByItself() throws {
    let silent = ward().view.alarms
    #expect(silent.filter { $0.condition == .deviceSilent }.count == 2)
    #expect(silent.filter { $0.condition == .outputFailed }.count == 2)
    for alarm in silent {
      var ward = ward()
      _ = ward.step(
        .respond(
          WardResponse(
            kind: .acknowledge, condition: alarm.condition, target: alarm.target, by: "nurse-1")),
        at: Instant(seconds: 1201))
      let answered = ward.view.alarms.filter { $0.response == .acknowledged }.map(\.identifier)
      #expect(answered == [alarm.identifier])
    }
  }

  @Test func aBedsAnswerIsStillToAllItsDevices() {
    var ward = ward()
    _ = ward.step(
      .respond(
        WardResponse(
          kind: .acknowledge, condition: .deviceSilent, target: .infant("K-001"), by: "nurse-1")),
      at: Instant(seconds: 1201))
    #expect(ward.view.alarms.filter { $0.response == .acknowledged }.count == 2)
  }
}
