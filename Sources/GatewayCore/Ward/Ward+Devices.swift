import CareLogic
import CareModel

extension Ward {
  /// When the device will count as silent; nil when it already does, or watches nobody.
  func silenceDeadline(_ device: WatchedDevice) -> Instant? {
    guard device.use != .spare, !device.isSilent else { return nil }
    return device.lastHeard + device.silenceTimeout(settings: settings)
  }

  mutating func silence(_ index: Int, at now: Instant) {
    state.devices[index].isSilent = true
    let device = state.devices[index]
    note(
      .deviceSilent, .met, level: device.silenceLevel, of: device.alarms, at: device.lastHeard)
    elapse(.deviceSilent, of: device.alarms, at: now)
  }

  /// Notes that a device was heard, and ends its silence.
  mutating func hear(_ index: Int, at now: Instant) {
    state.devices[index].hear(at: now, settings: settings)
    let group = state.devices[index].alarms
    guard state.devices[index].isSilent || !isAbsent(.deviceSilent, of: group) else { return }
    state.devices[index].isSilent = false
    judge(.deviceSilent, .clear, level: state.devices[index].silenceLevel, of: group, at: now)
    schedule(silenceDeadline(state.devices[index]))
  }

  mutating func setLink(_ device: DeviceIdentifier, isUp: Bool, at now: Instant) {
    guard let index = deviceIndex[device] else { return }
    state.devices[index].isLinkDown = !isUp
    let lostWith = isUp ? nil : lostPort(at: now)
    if lostWith != state.devices[index].lostWith { alarmsHaveMoved() }
    state.devices[index].lostWith = lostWith
    if let port = state.devices[index].lostWith { nameBeds(of: port) }
    guard !isUp, case .binder = state.devices[index].use else { return }
    let dyad = state.devices[index].slot
    loseContact(dyad, reason: lossReason(state.dyads[dyad]))
  }

  /// The port that was closed at this very moment: its devices are told as lost right after it.
  private func lostPort(at now: Instant) -> PortIdentifier? {
    state.lastLostPort.flatMap { $0.at == now ? $0.port : nil }
  }

  /// The beds whose devices were lost with a port.
  private mutating func nameBeds(of port: PortIdentifier) {
    let infants = state.devices.filter { $0.lostWith == port }.compactMap(\.alarmPlace.infant)
    let rooms = state.devices.filter { $0.lostWith == port && $0.use == .room }.map(\.device)
    let names = beds { dyad in
      infants.contains(dyad.infant) || dyad.assignment.room.map { rooms.contains($0) } ?? false
    }
    _ = group(of: AlarmPlace(.port(port), beds: names))
  }

  mutating func judgeBattery(_ index: Int, _ battery: Millivolts, at now: Instant) {
    let judgement: Judgement =
      battery < settings.batteryLowBelow
      ? .met : battery < settings.batteryResolvedFrom ? .between : .clear
    let group = state.devices[index].alarms
    if judgement != .met, isAbsent(.batteryLow, of: group) { return }
    judge(.batteryLow, judgement, of: group, at: now)
  }

  mutating func setPort(_ port: PortIdentifier, isOpen: Bool, at now: Instant) {
    if !isOpen { state.lastLostPort = LostPort(port: port, at: now) }
    let group = groupIndex(of: .port(port)) ?? group(of: AlarmPlace(.port(port)))
    judge(.portLost, isOpen ? .clear : .met, of: group, at: now)
  }

  mutating func setOutput(_ output: OutputIdentifier, isFailing: Bool, at now: Instant) {
    let group = group(of: AlarmPlace(.output(output)))
    judge(.outputFailed, isFailing ? .met : .clear, of: group, at: now)
  }

  mutating func setStation(isReachable: Bool, at now: Instant) {
    if state.stationIsSilent == isReachable { annunciationIsStale = true }
    state.stationIsSilent = !isReachable
    set(.stationUnreachable, isMet: !isReachable, at: now)
  }

  /// What the gateway knows of itself: its store, its uplink, its configuration.
  mutating func set(_ condition: AlarmCondition, isMet: Bool, at now: Instant) {
    judge(condition, isMet ? .met : .clear, of: Self.gatewayGroup, at: now)
  }
}
