import CareModel
import Configuration
import StationModel
import Uplink

@testable import Relay

/// A relay whose ward and broker answer at once.
struct HubRelayBench {
  var relay: HubRelay
  var now = Instant.zero
  var snapshot = SampleWard.snapshot()
  var takes = true
  var published: [(at: Instant, message: DestinationMessage)] = []
  var performed: [ActMessage] = []
  var answers: [ActedMessage] = []
  var reach: [Bool] = []
  var tests: [Bool] = []
  var notices: [String] = []
  var looks = 0

  init(wasSilent: Bool = false, _ change: (inout RelayConfiguration) -> Void = { _ in }) {
    var configuration = RelayConfiguration()
    configuration.isOn = true
    change(&configuration)
    relay = HubRelay(
      configuration, address: SampleWard.address, stationWasSilent: wasSilent, at: .zero)
  }

  mutating func step(_ input: HubRelay.Input) {
    var effects = relay.step(input, at: now)[...]
    while let effect = effects.popFirst() {
      switch effect {
      case .look:
        looks += 1
        let view = SampleWard.view(snapshot, at: now.seconds)
        effects += relay.step(.viewed(view), at: now)
      case .publish(let message):
        if takes { published.append((now, message)) }
        effects += relay.step(.published(isTaken: takes), at: now)
      case .perform(let act): performed.append(act)
      case .answer(let message):
        if let answer = try? ActedMessage(message.body) { answers.append(answer) }
      case .station(let isReachable): reach.append(isReachable)
      case .alarmTest(let isConfirmed): tests.append(isConfirmed)
      case .notice(let text): notices.append(text)
      }
    }
  }

  mutating func run(until end: Double) {
    var count = 0
    while let due = relay.deadline, due <= .s(end), count < 10_000 {
      count += 1
      now = max(now, due)
      step(.tick)
    }
    now = .s(end)
  }

  mutating func show(_ change: (inout StationSnapshot) -> Void) {
    change(&snapshot)
    step(.changed)
  }

  mutating func hear(_ kind: String, _ body: [UInt8], isRetained: Bool = false) {
    step(
      .heard(
        MQTTReceived(
          topic: "kmc/v1/s1/w1/h1/\(kind)", body: body, isRetained: isRetained)))
  }

  mutating func act(
    _ identifier: String, _ action: StationAction, sequence: Int64? = nil,
    boot: BootIdentifier = SampleWard.boot, isRetained: Bool = false
  ) {
    let act = ActMessage(
      identifier: identifier, station: "desk", boot: boot, sequence: sequence ?? last.sequence,
      action: action)
    hear("act", act.body, isRetained: isRetained)
  }

  var last: StationMessage {
    messages.last ?? SampleWard.message(snapshot, sequence: 0)
  }
  var messages: [StationMessage] {
    published.compactMap { try? StationMessage($0.message.body) }
  }
}
