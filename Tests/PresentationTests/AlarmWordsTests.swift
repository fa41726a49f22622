import CareModel
import Testing

@testable import GatewayCore
@testable import Presentation

@Suite("Words for alarms")
struct AlarmWordsTests {
  private static let infant = AlarmSubject.infant("K-002")
  private static let binder = AlarmSubject.device("binder-1")

  @Test(
    "Each alarm as the list shows it",
    arguments: [
      (
        .alarm(.hypothermia, .low, class: .mild, of: infant),
        "! low  K-002  suspected mild hypothermia"
      ),
      (
        .alarm(.hypothermia, .high, class: .moderate, of: infant),
        "!!! HIGH  K-002  suspected moderate hypothermia: confirm axillary"
      ),
      (
        .alarm(.hypothermia, .high, class: .severe, of: infant),
        "!!! HIGH  K-002  suspected severe hypothermia: confirm axillary now"
      ),
      (
        .alarm(.hypothermia, .high, of: infant),
        "!!! HIGH  K-002  suspected hypothermia: confirm axillary"
      ),
      (
        .alarm(.fallingFast, .medium, of: infant),
        "!! medium  K-002  skin temperature is falling fast"
      ),
      (
        .alarm(.hyperthermia, .medium, of: infant),
        "!! medium  K-002  suspected hyperthermia: confirm axillary"
      ),
      (.alarm(.coldRoom, .medium, of: .room("room-1")), "!! medium  room-1  room is cold"),
      (.alarm(.hotRoom, .low, of: .room("room-1")), "! low  room-1  room is hot"),
      (
        .alarm(.probeDetached, .high, of: infant),
        "!!! HIGH  K-002  probe off or infant cold: check now"
      ),
      (.alarm(.probeDetached, .low, of: infant), "! low  K-002  probe seems to be off the skin"),
      (
        .alarm(.contactInterrupted, .low, of: infant),
        "! low  K-002  skin-to-skin contact interrupted"
      ),
      (
        .alarm(.behindGoal, .low, of: infant),
        "! low  K-002  behind today's goal of skin-to-skin hours"
      ),
      (.alarm(.deviceSilent, .low, of: binder), "! low  binder-1  binder-1 is silent"),
      (.alarm(.batteryLow, .low, of: binder), "! low  binder-1  binder-1: battery low"),
      (
        .alarm(.contradictorySignals, .low, of: binder),
        "! low  binder-1  binder-1: signals contradict each other"
      ),
      (
        .alarm(.portLost, .medium, of: .port("line-1")),
        "!! medium  line-1  port line-1 lost: check its cable"
      ),
      (
        .alarm(.clockUntrusted, .low, of: .gateway),
        "! low  gateway  clock cannot be trusted: check date and time"
      ),
      (
        .alarm(.storeFailing, .medium, of: .gateway),
        "!! medium  gateway  store failing: nothing is being saved"
      ),
      (.alarm(.diskFilling, .low, of: .gateway), "! low  gateway  disk is filling up"),
      (.alarm(.uplinkBehind, .low, of: .gateway), "! low  gateway  sending onwards is behind"),
      (
        .alarm(.outputFailed, .high, of: .gateway),
        "!!! HIGH  gateway  alarm output failed: watch this screen"
      ),
      (
        .alarm(.stationUnreachable, .medium, of: .gateway),
        "!! medium  gateway  nurse station not reached: watch this screen"
      ),
    ] as [(WardView.Alarm, String)])
  func each(alarm: WardView.Alarm, line: String) {
    let style = TextStyle(columns: 100, isColoured: false)
    let lines = AlarmList.lines(SampleWard.view([], alarms: [alarm]), style: style)
      .map { $0.rendered(style) }
    #expect(lines.last == line + "  for 7 min")
    #expect(lines.count == 2)
  }

  @Test("Every condition has a name of its own, and every response a word")
  func names() {
    let names = Set(AlarmCondition.allCases.map { AlarmWords.name($0) })
    #expect(names.count == AlarmCondition.allCases.count)
    #expect(AlarmWords.response(nil).isEmpty)
    #expect(AlarmWords.response(.paused) == "sound paused")
    #expect(AlarmWords.response(.acknowledged) == "acknowledged")
    #expect(AlarmWords.response(.reminder) == "rings again")
    #expect(AlarmWords.response(.escalated) == "not answered: louder")
  }

  @Test("The loudest stands first, whatever order they come in")
  func order() {
    let alarms = [
      SampleWard.alarm(.batteryLow, .low, of: Self.binder),
      SampleWard.alarm(.hypothermia, .high, class: .severe, of: Self.infant),
      SampleWard.alarm(.coldRoom, .medium, of: .room("room-1")),
      SampleWard.alarm(.hypothermia, .high, class: .moderate, of: .infant("K-009")),
    ]
    let lines = AlarmList.lines(SampleWard.view([], alarms: alarms), style: .plain).map(\.plain)
    #expect(lines[0] == "Alarms: 2 high, 1 medium, 1 low")
    let subjects = ["K-002", "K-009", "room-1", "binder-1"]
    let starts = subjects.compactMap { subject in lines.firstIndex { $0.contains(" \(subject) ") } }
    #expect(starts.count == 4)
    #expect(starts == starts.sorted())
  }
}

extension WardView.Alarm {
  fileprivate static func alarm(
    _ condition: AlarmCondition, _ priority: AlarmPriority, class alarmClass: AlarmClass? = nil,
    of subject: AlarmSubject
  ) -> WardView.Alarm {
    SampleWard.alarm(condition, priority, class: alarmClass, of: subject)
  }
}
