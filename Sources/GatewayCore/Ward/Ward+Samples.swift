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
    let timeout = state.devices[index].silenceTimeout(settings: settings)
    schedule(state.devices[index].lastHeard + timeout)
    if let battery = reading.battery.value { judgeBattery(index, battery, at: now) }
    let slot = state.devices[index].slot
    switch use {
    case .binder: takeBinder(slot, reading, silentAfter: timeout, at: now)
    case .probe: takeSkin(slot, reading, at: now)
    case .room: takeRoom(slot, reading, at: now)
    case .spare: break
    }
  }

  private mutating func takeBinder(
    _ index: Int, _ reading: Reading, silentAfter timeout: TimeLength, at now: Instant
  ) {
    guard state.dyads[index].detector.take(reading, at: now, settings: settings) else { return }
    let changes = state.dyads[index].detector.step(
      surroundings(index, at: now), at: now, settings: settings)
    // Each time, because a binder that reports sooner than before is also silent sooner.
    schedule(state.dyads[index].detector.silentFrom(timeout))
    for change in changes { book(change, index) }
    if !state.dyads[index].detector.suffices { nameInsufficiency(index, at: now) }
    judgeContradiction(index, at: now)
  }

  /// A binder that is heard but cannot tell is not one that was not heard.
  private mutating func nameInsufficiency(_ index: Int, at now: Instant) {
    guard case .unobserved(let reason) = state.dyads[index].ledger.openState,
      reason == Dyad.waitingReason(state.dyads[index].assignment),
      let change = state.dyads[index].detector.name(
        reason: lossReason(state.dyads[index]), at: now)
    else { return }
    book(change, index)
  }

  private mutating func takeSkin(_ index: Int, _ reading: Reading, at now: Instant) {
    guard let raw = reading.temperature.value else { return }
    let silentAfter = settings.deviceSilentAfter
    if let last = state.dyads[index].skin.updatedAt, now - last > silentAfter {
      let group = state.dyads[index].alarms
      // So long unheard, the probe may have been moved: its alarm is over when it has settled anew.
      state.dyads[index].attachment.restart()
      if !isQuiet(.probeDetached, of: group) { state.dyads[index].attachment.doubt(from: now) }
      state.dyads[index].trend.reset()
      for condition in Self.skinConditions {
        state.alarms[group].with(condition) { $0.interruptClearing() }
      }
    }
    state.dyads[index].skin.observe(
      raw, at: now, timeConstant: settings.temperatureFilter, restartAfter: silentAfter)
    guard let skin = state.dyads[index].skin.value else { return }
    let surroundings = ProbeAttachment.Surroundings(
      room: roomOfDyad(index),
      inner: state.dyads[index].detector.innerFaceWhileHeld(
        at: now, settings: settings))
    let wasDoubted = state.dyads[index].attachment.isDoubted
    state.dyads[index].attachment.observe(skin, surroundings, at: now, settings: settings)
    judgeSkin(index, skin, wasDoubted: wasDoubted, at: now)
  }

  private mutating func takeRoom(_ index: Int, _ reading: Reading, at now: Instant) {
    guard let raw = reading.temperature.value else { return }
    if let last = state.rooms[index].temperature.updatedAt,
      now - last > settings.deviceSilentAfter
    {
      let group = state.rooms[index].alarms
      state.alarms[group].with(.coldRoom) { $0.interruptClearing() }
      state.alarms[group].with(.hotRoom) { $0.interruptClearing() }
    }
    state.rooms[index].temperature.observe(
      raw, at: now, timeConstant: settings.temperatureFilter,
      restartAfter: settings.deviceSilentAfter)
    guard let tenths = state.rooms[index].temperature.value?.shownTenths else { return }
    judgeRoom(state.rooms[index].alarms, tenths, at: now)
  }

  private mutating func judgeRoom(_ group: Int, _ tenths: Int, at now: Instant) {
    let alarms = settings.alarms
    let cold: Judgement =
      tenths < settings.coldRoomBelow.shownTenths
      ? .met : tenths < settings.coldRoomResolvedFrom.shownTenths ? .between : .clear
    let hot: Judgement =
      tenths > alarms.hotRoomAbove.shownTenths
      ? .met : tenths > alarms.hotRoomResolvedFrom.shownTenths ? .between : .clear
    if cold == .met || !isAbsent(.coldRoom, of: group) {
      judge(.coldRoom, cold, of: group, at: now)
    }
    if hot == .met || !isAbsent(.hotRoom, of: group) { judge(.hotRoom, hot, of: group, at: now) }
  }

  /// The temperature of a dyad's room while its thermometer is heard.
  ///
  /// Looked up by index: a hash of the room's name for each sample would cost more than all else.
  func roomOfDyad(_ index: Int) -> Celsius? {
    guard let device = state.dyads[index].roomDevice, !state.devices[device].isSilent else {
      return nil
    }
    return state.rooms[state.devices[device].slot].temperature.value
  }

  /// What else is known of a dyad's bed.
  func surroundings(_ index: Int, at now: Instant) -> ContactSurroundings {
    ContactSurroundings(seatedSkin: seatedSkin(index, at: now), room: roomOfDyad(index))
  }

  /// The skin temperature of a probe that is heard and counts as seated.
  private func seatedSkin(_ index: Int, at now: Instant) -> Celsius? {
    guard let updatedAt = state.dyads[index].skin.updatedAt,
      now - updatedAt <= settings.deviceSilentAfter, !state.dyads[index].attachment.isDoubted
    else { return nil }
    return state.dyads[index].skin.value
  }
}
