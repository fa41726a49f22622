import CareLogic
import CareModel

extension Ward {
  /// Routes one sample to whatever its device watches.
  mutating func take(_ sample: Sample, at now: Instant) {
    guard let index = deviceIndex[sample.device], state.devices[index].use != .spare else {
      state.unassignedSamples += 1
      return
    }
    let use = state.devices[index].use
    let reading = sample.reading.checked(temperatureDegrees: use.plausibleDegrees)
    if let measuredAt = sample.measuredAt {
      takeHistory(reading, measuredAt: measuredAt, device: index, at: now)
      return
    }
    // A device that sends nothing but faults watches nobody: it counts as silent.
    if use.isServed(by: reading) { hear(index, at: now) }
    if let battery = reading.battery.value { judgeBattery(index, battery, at: now) }
    let slot = state.devices[index].slot
    switch use {
    case .binder: takeBinder(slot, reading, at: now)
    case .probe: takeSkin(slot, reading, at: now)
    case .room: takeRoom(slot, reading, at: now)
    case .spare: break
    }
  }

  private mutating func takeBinder(_ index: Int, _ reading: Reading, at now: Instant) {
    let surroundings = contactSurroundings(state.dyads[index], at: now)
    let hadDeadline = state.dyads[index].detector.state
    let change = state.dyads[index].detector.observe(
      reading, surroundings, at: now, settings: settings)
    if let change {
      book(change, index)
      schedule(detectorDeadline(state.dyads[index]))
    } else if hadDeadline != state.dyads[index].detector.state {
      schedule(detectorDeadline(state.dyads[index]))
    }
  }

  private mutating func takeSkin(_ index: Int, _ reading: Reading, at now: Instant) {
    guard let raw = reading.temperature.value else { return }
    let silentAfter = settings.deviceSilentAfter
    if let last = state.dyads[index].skin.updatedAt, now - last > silentAfter {
      state.dyads[index].attachment.restart()
    }
    state.dyads[index].skin.observe(
      raw, at: now, timeConstant: settings.temperatureFilter, restartAfter: silentAfter)
    guard let skin = state.dyads[index].skin.value else { return }
    let surroundings = ProbeAttachment.Surroundings(
      room: roomTemperature(state.dyads[index].assignment.room, at: now),
      inner: state.dyads[index].detector.evidence.innerFaceWhileClosed(at: now))
    state.dyads[index].attachment.observe(skin, surroundings, at: now, settings: settings)
    judgeSkin(index, skin, at: now)
  }

  private mutating func takeRoom(_ index: Int, _ reading: Reading, at now: Instant) {
    guard let raw = reading.temperature.value else { return }
    state.rooms[index].temperature.observe(
      raw, at: now, timeConstant: settings.temperatureFilter,
      restartAfter: settings.deviceSilentAfter)
    guard let tenths = state.rooms[index].temperature.value?.shownTenths else { return }
    let judgement: Judgement =
      tenths < settings.coldRoomBelow.shownTenths
      ? .met : tenths < settings.coldRoomResolvedFrom.shownTenths ? .between : .clear
    if judgement != .met, state.rooms[index].cold.isQuiet { return }
    state.rooms[index].cold.judge(judgement, level: 0, at: now)
    schedule(state.rooms[index].cold.deadline(rule: table.coldRoom))
  }

  /// The room's temperature while its thermometer is heard.
  func roomTemperature(_ room: DeviceIdentifier?, at now: Instant) -> Celsius? {
    guard let room, let index = deviceIndex[room], state.devices[index].use == .room,
      state.devices[index].silent.isQuiet
    else { return nil }
    return state.rooms[state.devices[index].slot].temperature.value
  }

  private func contactSurroundings(
    _ dyad: Dyad, at now: Instant
  ) -> ContactEvidence.Surroundings {
    let isHeard =
      dyad.skin.updatedAt.map { now - $0 <= settings.deviceSilentAfter } ?? false
    let skin = isHeard && !dyad.attachment.isDoubted ? dyad.skin.value : nil
    return ContactEvidence.Surroundings(
      seatedSkin: skin, room: roomTemperature(dyad.assignment.room, at: now))
  }
}
