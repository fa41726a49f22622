import CareLogic
import CareModel

extension Ward {
  /// When the device will count as silent; nil when it already does, or watches nobody.
  func silenceDeadline(_ device: WatchedDevice) -> Instant? {
    guard device.use != .spare, device.silent.isQuiet else { return nil }
    return device.lastHeard + device.silenceTimeout(settings: settings)
  }

  mutating func silence(_ index: Int, at now: Instant) {
    let lastHeard = state.devices[index].lastHeard
    let rule = state.devices[index].silentRule(table)
    state.devices[index].silent.judge(.met, level: 0, at: lastHeard)
    state.devices[index].silent.elapse(to: now, rule: rule, boot: state.boot, into: &events)
  }

  /// Notes that a device was heard, and ends its silence.
  mutating func hear(_ index: Int, at now: Instant) {
    state.devices[index].hear(at: now, settings: settings)
    guard !state.devices[index].silent.isQuiet else { return }
    let rule = state.devices[index].silentRule(table)
    state.devices[index].silent.judge(.clear, level: 0, at: now)
    state.devices[index].silent.elapse(to: now, rule: rule, boot: state.boot, into: &events)
    schedule(silenceDeadline(state.devices[index]))
  }

  mutating func setLink(_ device: DeviceIdentifier, isUp: Bool, at now: Instant) {
    guard let index = deviceIndex[device] else { return }
    state.devices[index].isLinkDown = !isUp
    guard !isUp, case .binder = state.devices[index].use else { return }
    let dyad = state.devices[index].slot
    loseContact(dyad, reason: lossReason(state.dyads[dyad]))
  }

  mutating func judgeBattery(_ index: Int, _ battery: Millivolts, at now: Instant) {
    let judgement: Judgement =
      battery < settings.batteryLowBelow
      ? .met : battery < settings.batteryResolvedFrom ? .between : .clear
    if judgement != .met, state.devices[index].battery.isQuiet { return }
    state.devices[index].battery.judge(judgement, level: 0, at: now)
    settle(\.devices[index].battery, table.batteryLow, at: now)
  }

  mutating func setPort(_ port: PortIdentifier, isOpen: Bool, at now: Instant) {
    var lost = state.ports[port] ?? MonitoredCondition(.portLost, of: .port(port), levels: 1)
    lost.judge(isOpen ? .clear : .met, level: 0, at: now)
    lost.elapse(to: now, rule: table.portLost, boot: state.boot, into: &events)
    state.ports[port] = lost
    schedule(lost.deadline(rule: table.portLost))
  }

  /// What the gateway knows of itself: its store, its uplink, its configuration.
  mutating func set(
    _ condition: WritableKeyPath<WardState, MonitoredCondition>, _ rule: AlarmRule, isMet: Bool,
    at now: Instant
  ) {
    state[keyPath: condition].judge(isMet ? .met : .clear, level: 0, at: now)
    state[keyPath: condition].elapse(to: now, rule: rule, boot: state.boot, into: &events)
  }
}
