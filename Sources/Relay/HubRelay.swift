import CareModel
import Configuration
import Messages
import StationModel
import Uplink

/// Decides what one hub sends to stations and what it does of what they send; asks no clock.
struct HubRelay: Sendable {
  enum Input: Sendable {
    /// The ward may look different.
    case changed
    case viewed(RelayedView)
    case heard(MQTTReceived)
    case link(isConnected: Bool)
    case acted(ActMessage, StationActionResult)
    /// Whether the broker took the station message that was to be published.
    case published(isTaken: Bool)
    case tick
  }

  enum Effect: Hashable, Sendable {
    case look
    case publish(DestinationMessage)
    case perform(ActMessage)
    /// To be published, tried again while there is no room.
    case answer(DestinationMessage)
    case station(isReachable: Bool)
    /// What became of an alarm test at the stations.
    case alarmTest(isConfirmed: Bool)
    case notice(String)
  }

  private let configuration: RelayConfiguration
  private let address: MessageAddress
  private var confirmation: StationConfirmation
  private var gate: ActGate
  private var pace: StationPace
  private var boot: BootIdentifier?
  /// Of the last message; a relay that begins anew in the same run goes on above it.
  private var sequence: Int64
  private var isConnected = false
  /// The last snapshot that the broker took.
  private var sent: StationSnapshot?
  private var underWay: StationMessage?
  private var mustReach = false
  /// The window was full when it was last tried.
  private var lacksRoom = false
  private var mustTakeBack: Bool

  /// Nobody waits for an act's answer longer than this; local choice, a station waits less.
  private static let answerExpirySeconds: UInt32 = 30

  init(
    _ configuration: RelayConfiguration, address: MessageAddress, stationWasSilent: Bool,
    at now: Instant
  ) {
    self.configuration = configuration
    self.address = address
    confirmation = StationConfirmation(
      settings: .init(
        againAfter: configuration.againAfter, silentAfter: configuration.silentAfter),
      wasSilent: stationWasSilent && configuration.expectsConfirmation, at: now)
    gate = ActGate(
      within: configuration.actWithin, perMinute: configuration.actsPerMinute, at: now)
    pace = StationPace(heartbeat: configuration.heartbeat)
    // No relay sends ten messages a second for long.
    sequence = max(0, now.milliseconds / 100)
    mustTakeBack = stationWasSilent && !configuration.expectsConfirmation
  }

  /// When the next `tick` is wanted; nil: not before something happens.
  var deadline: Instant? { [pace.lookDue, confirmation.deadline].compactMap { $0 }.min() }

  mutating func step(_ input: Input, at now: Instant) -> [Effect] {
    var effects: [Effect] = []
    switch input {
    case .changed: pace.noteChange()
    case .viewed(let view): effects += take(view, at: now)
    case .heard(let message): effects += take(message, at: now)
    case .link(let isConnected):
      self.isConnected = isConnected
      if isConnected { pace.demand() }
      effects += confirm(.broker(isConnected: isConnected), at: now)
    case .acted(let act, let result):
      gate.note(result, of: act.identifier)
      effects.append(answer(act.identifier, result))
    case .published(let isTaken): effects += settle(isTaken, at: now)
    case .tick: break
    }
    effects += confirm(.tick, at: now)
    if mustTakeBack {
      // Nobody expects an answer any more.
      mustTakeBack = false
      effects.append(.station(isReachable: true))
    }
    if let due = pace.lookDue, due <= now {
      pace.beginLook(at: now)
      effects.append(.look)
    }
    return effects
  }

  // MARK: What goes out

  private mutating func take(_ view: RelayedView, at now: Instant) -> [Effect] {
    boot = view.stamp.boot
    var effects: [Effect] = []
    if configuration.expectsConfirmation {
      if let began = view.testBeganAt { effects += confirm(.testBegan(began), at: now) }
      effects += confirm(.unanswered(view.snapshot.unanswered), at: now)
    }
    var view = view
    // A station that comes back in time is to show it, not to say that it could have.
    if confirmation.awaitsAlarmTest { view.snapshot.isTest = true }
    let urgency = urgency(of: view.snapshot)
    let isDue = pace.endLook(urgency, at: now)
    guard isConnected else {
      pace.noteAway()
      return effects
    }
    guard isDue else { return effects }
    let message = StationMessage(
      view, sequence: sequence + 1, unconfirmed: confirmation.unconfirmed)
    do throws(RelayRefusal) {
      let body = try message.body(of: address)
      underWay = message
      // What somebody has to see is sent until the broker has it; the rest comes again by itself.
      let isPromised = (urgency == .alarm || mustReach) && !lacksRoom
      effects.append(
        .publish(
          DestinationMessage(
            number: -1, topicSuffix: RelayTopics.station, body: body,
            delivery: isPromised ? .atLeastOnce : .atMostOnce, isRetained: true)))
    } catch {
      pace.notePublished(at: now)
      effects.append(.notice(error.reason))
    }
    return effects
  }

  private func urgency(of snapshot: StationSnapshot) -> StationPace.Urgency {
    guard let sent else { return .alarm }
    if snapshot.unanswered != sent.unanswered || snapshot.isTest != sent.isTest
      || snapshot.alarms.map(\.id) != sent.alarms.map(\.id)
      || snapshot.alarms.map(\.response) != sent.alarms.map(\.response)
    {
      return .alarm
    }
    let isSame =
      snapshot.beds.map(Self.withoutCounters) == sent.beds.map(Self.withoutCounters)
      && snapshot.hubs == sent.hubs && snapshot.goalSeconds == sent.goalSeconds
    return isSame ? .heartbeat : .change
  }

  /// Hours run on by themselves, which is no news.
  private static func withoutCounters(_ bed: StationBed) -> StationBed {
    var bed = bed
    bed.today = StationBed.Hours(
      contactSeconds: 0, noContactSeconds: 0, unobservedSeconds: 0, coveredSeconds: 0)
    bed.standbySeconds = bed.standbySeconds.map { _ in 0 }
    return bed
  }

  private mutating func settle(_ isTaken: Bool, at now: Instant) -> [Effect] {
    guard let message = underWay else { return [] }
    underWay = nil
    guard isTaken else {
      // The window is full of what waits for an answer: without a promise there is room.
      lacksRoom = true
      pace.noteNotTaken(at: now)
      return []
    }
    mustReach = false
    lacksRoom = false
    sequence = message.sequence
    sent = message.snapshot
    pace.notePublished(at: now)
    gate.notePublished(message.snapshot.alarms, in: sequence, at: now)
    return confirm(.published(sequence: sequence), at: now)
  }

  private mutating func confirm(_ input: StationConfirmation.Input, at now: Instant) -> [Effect] {
    guard configuration.expectsConfirmation else { return [] }
    return confirmation.step(input, at: now).flatMap { effect -> [Effect] in
      switch effect {
      case .publishAgain:
        mustReach = true
        pace.demand()
        return []
      case .stationSilent(let alarms):
        pace.demand()
        return [
          .station(isReachable: false),
          .notice("no station answers: \(Self.words(alarms)) not confirmed; ringing at the bed"),
        ]
      case .alarmTest(let isConfirmed):
        pace.noteChange()
        return [.alarmTest(isConfirmed: isConfirmed)]
      case .stationAnswered:
        return [.station(isReachable: true), .notice("a station answers again")]
      }
    }
  }

  // MARK: What comes in

  private mutating func take(_ message: MQTTReceived, at now: Instant) -> [Effect] {
    switch message.topic {
    case "\(address.topicPrefix)/\(RelayTopics.confirm)": takeConfirmation(message, at: now)
    case "\(address.topicPrefix)/\(RelayTopics.act)": takeAct(message, at: now)
    default: []
    }
  }

  private mutating func takeConfirmation(_ message: MQTTReceived, at now: Instant) -> [Effect] {
    do throws(RelayRefusal) {
      if message.isRetained { throw RelayRefusal("it was sent to be kept") }
      let confirmed = try ConfirmMessage(message.body)
      // Of another run: it is too late for it.
      guard confirmed.boot == boot, confirmed.sequence <= sequence else { return [] }
      return confirm(.confirmed(confirmed.shown, sequence: confirmed.sequence), at: now)
    } catch {
      guard gate.hasRoom(at: now) else { return [] }
      return [.notice("a confirmation is not counted: \(error.reason)")]
    }
  }

  private mutating func takeAct(_ message: MQTTReceived, at now: Instant) -> [Effect] {
    // Empty is how a kept message is removed.
    guard !message.body.isEmpty else { return [] }
    do throws(RelayRefusal) {
      if message.isRetained {
        throw RelayRefusal("it was sent to be kept; an act must not be retained")
      }
      guard configuration.takesActs else {
        throw RelayRefusal("this hub takes nothing from stations; go to the bed")
      }
      let act = try ActMessage(message.body)
      switch gate.judge(act, boot: boot, at: now) {
      case .perform: return [.perform(act)]
      case .ignore: return []
      case .answer(let result):
        return [answer(act.identifier, result)] + Self.notice(of: act, result)
      }
    } catch {
      guard gate.hasRoom(at: now) else { return [] }
      let notice = Effect.notice("an act from a station is not done: \(error.reason)")
      guard let identifier = ActMessage.identifier(of: message.body) else { return [notice] }
      return [answer(identifier, .refused(error.reason)), notice]
    }
  }

  private func answer(_ identifier: String, _ result: StationActionResult) -> Effect {
    .answer(
      DestinationMessage(
        number: -1, topicSuffix: RelayTopics.acted,
        body: ActedMessage(identifier: identifier, result: result).body,
        expirySeconds: Self.answerExpirySeconds))
  }

  private static func notice(of act: ActMessage, _ result: StationActionResult) -> [Effect] {
    guard case .refused(let reason) = result else { return [] }
    return [.notice("an act of \(act.action.by) at \(act.station) is not done: \(reason)")]
  }

  private static func words(_ alarms: [AlarmIdentifier]) -> String {
    alarms.count == 1 ? alarms[0].name : "\(alarms.count) alarms"
  }
}
