import CareModel
import GatewayCore
import Testing

@Suite("What outputs are told")
struct AnnunciationTests {
  private var core = GatewayCore(
    ward: Ward(settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0)),
    ports: [], registry: LinkRegistry([:]))
  private var shown: [Annunciation] = []

  private mutating func step(_ input: WardInput, _ second: Double) {
    take(core.step(.ward(input), at: Instant(seconds: second)))
  }

  private mutating func tick(_ second: Double) {
    take(core.step(.tick, at: Instant(seconds: second)))
  }

  private mutating func take(_ effects: [GatewayEffect]) {
    for effect in effects { if case .announce(let value) = effect { shown.append(value) } }
  }

  private mutating func skin(_ degrees: Double, _ seconds: ClosedRange<Double>) {
    for second in stride(from: seconds.lowerBound, through: seconds.upperBound, by: 10) {
      var reading = Reading()
      reading.temperature = .value(Celsius(degrees))
      step(.sample(Sample(device: "probe-1", reading: reading)), second)
    }
  }

  private mutating func assign() {
    step(.assign(Assignment(infant: "K-001", bed: "7", probe: "probe-1")), 0)
  }

  @Test("comes with the first input, and then only when it changes")
  mutating func first() {
    assign()
    skin(36.9, 0...120)
    #expect(shown == [.quiet])
  }

  @Test("rings by bed, is silent when acknowledged, and rings again")
  mutating func story() {
    assign()
    skin(35.5, 0...300)
    let high = Annunciation.Level(standing: .high, sounding: .high)
    #expect(shown.last?.ward == high)
    #expect(shown.last?.beds == ["7": high])
    step(
      .respond(
        WardResponse(kind: .acknowledge, condition: nil, target: .infant("K-001"), by: "n")), 310)
    #expect(shown.last?.beds["7"] == Annunciation.Level(standing: .high, sounding: nil))
    skin(35.5, 320...920)
    #expect(shown.last?.beds["7"] == high)
    skin(35.5, 930...1600)
    #expect(
      shown.last?.beds["7"]
        == Annunciation.Level(standing: .high, sounding: .high, isEscalated: true))
  }

  @Test("stands right after the event, and before anything that is saved")
  mutating func order() {
    assign()
    skin(35.5, 0...290)
    var reading = Reading()
    reading.temperature = .value(Celsius(35.5))
    let effects = core.step(
      .ward(.sample(Sample(device: "probe-1", reading: reading))), at: Instant(seconds: 300))
    let names = effects.map { effect in
      switch effect {
      case .taken: "taken"
      case .event: "event"
      case .announce: "announce"
      default: "other"
      }
    }
    #expect(names == ["taken", "event", "announce"])
  }

  @Test("an alarm test lasts ten seconds and touches nothing else")
  mutating func test() {
    assign()
    step(.alarmTest(by: "nurse-1"), 20)
    #expect(shown.last == Annunciation(isTest: true))
    #expect(core.deadline <= Instant(seconds: 30))
    tick(29.9)
    #expect(shown.last?.isTest == true)
    tick(30)
    #expect(shown.last == .quiet)
  }

  @Test("a station that does not answer is an alarm and rings at the bed")
  mutating func station() {
    assign()
    step(.station(isReachable: false), 20)
    #expect(shown.last?.stationIsSilent == true)
    #expect(shown.last?.ward.standing == .medium)
    step(.station(isReachable: true), 30)
    #expect(shown.last == .quiet)
  }

  @Test("in standby a standing alarm is shown and not heard, and is heard again after it")
  mutating func standby() {
    assign()
    skin(35.5, 0...300)
    step(.standby("K-001", length: .minutes(10), by: "nurse-1"), 310)
    #expect(shown.last?.beds["7"] == Annunciation.Level(standing: .high, sounding: nil))
    #expect(core.ward.view.beds[0].standby?.until == Instant(seconds: 910))
    skin(35.5, 320...900)
    #expect(shown.last?.beds["7"]?.sounding == nil)
    tick(910)
    #expect(shown.last?.beds["7"]?.sounding == .high)
    #expect(core.ward.view.beds[0].standby == nil)
  }
}
