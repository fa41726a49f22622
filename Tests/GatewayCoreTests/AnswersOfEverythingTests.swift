import CareModel
import GatewayCore
import Testing

/// Who answers everything answers what can be seen.
@Suite struct AnswersOfEverythingTests {
  /// Mildly cold, then in a room that turns cold as well: the room speaks for both.
  private struct ColdBed {
    var ward = Ward(
      settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))

    init() {
      let dyad = Assignment(infant: "K-001", bed: "1", probe: "probe-1", room: "room-1")
      _ = ward.step(.assign(dyad), at: .zero)
      _ = pass(0..<1200, room: 24)
      _ = pass(1200..<2400, room: 19)
    }

    mutating func pass(_ seconds: Range<Double>, room: Double) -> [CareEvent] {
      var events: [CareEvent] = []
      for second in stride(from: seconds.lowerBound, to: seconds.upperBound, by: 10) {
        for (device, degrees) in [("probe-1", 36.2), ("room-1", room)] {
          var reading = Reading()
          reading.temperature = .value(Celsius(degrees))
          events += ward.step(
            .sample(Sample(device: DeviceIdentifier(device), reading: reading)),
            at: Instant(seconds: second))
        }
      }
      return events
    }

    mutating func answer(_ kind: WardResponse.Kind, _ target: WardResponse.Target) -> [CareEvent] {
      ward.step(
        .respond(WardResponse(kind: kind, condition: nil, target: target, by: "nurse-1")),
        at: Instant(seconds: 2400))
    }

    func response(of condition: AlarmCondition) -> ResponseEvent.Response? {
      ward.view.alarms.first { $0.condition == condition }?.response
    }
  }

  @Test(arguments: [WardResponse.Target.everything, .infant("K-001")])
  func whatIsFoldedStaysUnseen(_ target: WardResponse.Target) {
    var bed = ColdBed()
    #expect(bed.ward.view.alarms.map(\.condition) == [.coldRoom])
    let told = bed.answer(.acknowledge, target)
    #expect(bed.response(of: .coldRoom) == (target == .everything ? .acknowledged : nil))
    #expect(told.responses.allSatisfy { $0.identifier.name.contains("cold-room") })
    _ = bed.pass(2410..<4000, room: 24)
    #expect(bed.ward.view.alarms.map(\.condition) == [.hypothermia])
    #expect(bed.response(of: .hypothermia) == nil)
    #expect(bed.ward.annunciation.ward.sounding == .low)
  }

  @Test func aPauseIsToWhatIsFoldedToo() {
    var bed = ColdBed()
    let told = bed.answer(.pause, .everything)
    #expect(told.responses.map(\.response) == [.paused, .paused])
  }

  @Test func oneThatIsNamedIsAnsweredWhereverItStands() {
    var bed = ColdBed()
    let told = bed.ward.step(
      .respond(
        WardResponse(
          kind: .acknowledge, condition: .hypothermia, target: .infant("K-001"), by: "nurse-1")),
      at: Instant(seconds: 2400))
    #expect(told.responses.map(\.response) == [.acknowledged])
  }
}

extension [CareEvent] {
  var responses: [ResponseEvent] {
    compactMap { if case .response(let response) = $0 { response } else { nil } }
  }
}
