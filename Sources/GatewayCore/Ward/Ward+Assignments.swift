import CareLogic
import CareModel

extension Ward {
  /// Puts an infant into care, or hands it to another bed, binder or probe; its hours stay with it.
  mutating func assign(_ wanted: Assignment, at now: Instant) {
    var assignment = withoutMisuse(wanted)
    takeFromOthers(assignment, at: now)
    if let index = dyadIndex(assignment.infant) {
      let previous = state.dyads[index].assignment
      // Whoever hands an infant over does not say again when it was born.
      assignment.born = assignment.born ?? previous.born
      state.dyads[index].providers.hand(to: assignment.provider, at: now)
      state.dyads[index].assignment = assignment
      if previous.binder != assignment.binder {
        mergeHistory(index, at: now)
        state.dyads[index].binderSince = now
        loseContact(index, reason: Dyad.waitingReason(assignment))
        takeBinder(assignment.binder, from: previous.binder, index)
      }
      if previous.probe != assignment.probe {
        loseProbe(index, at: now)
      }
    } else {
      let calibration = assignment.binder.flatMap { state.calibrations.removeValue(forKey: $0) }
      state.dyads.append(
        Dyad(
          assignment, at: now, settings: settings,
          calibration: calibration ?? BinderCalibration()))
      if let index = state.released.firstIndex(where: { $0.infant == assignment.infant }) {
        takeBack(state.released.remove(at: index), at: now)
      }
    }
    watchDevices(at: now)
  }

  /// Ends an infant's care: what is open is closed and printed, its alarms end.
  mutating func release(_ infant: InfantIdentifier, at now: Instant) {
    guard let index = dyadIndex(infant) else { return }
    finish(index, at: now)
    endStandby(index, .release, at: now)
    if let binder = state.dyads[index].assignment.binder {
      state.calibrations[binder] = state.dyads[index].detector.calibration
    }
    endAll(of: state.dyads[index].alarms, at: now)
    state.released.removeAll { now - $0.at > settings.ledgerDetail }
    state.released.append(
      ReleasedInfant(
        infant: infant, at: now, ledger: state.dyads[index].ledger, days: state.dyads[index].days,
        born: state.dyads[index].assignment.born, sessions: state.dyads[index].sessions,
        providers: state.dyads[index].providers))
    state.dyads.remove(at: index)
    watchDevices(at: now)
  }

  /// A device that watches a room cannot be an infant's, nor a binder a probe: such a one is left out.
  private func withoutMisuse(_ wanted: Assignment) -> Assignment {
    var assignment = wanted
    func use(_ device: DeviceIdentifier?) -> WatchedDevice.Use? {
      device.flatMap { deviceIndex[$0] }.map { state.devices[$0].use }
    }
    switch use(wanted.binder) {
    case .probe, .room: assignment.binder = nil
    case .binder, .spare, nil: break
    }
    switch use(wanted.probe) {
    case .binder, .room: assignment.probe = nil
    case .probe, .spare, nil: break
    }
    switch use(wanted.room) {
    case .binder, .probe: assignment.room = nil
    case .room, .spare, nil: break
    }
    return assignment
  }

  /// Gives the infant another binder: what each has taught about itself stays with it.
  private mutating func takeBinder(
    _ binder: DeviceIdentifier?, from previous: DeviceIdentifier?, _ index: Int
  ) {
    if let previous { state.calibrations[previous] = state.dyads[index].detector.calibration }
    let calibration = binder.flatMap { state.calibrations.removeValue(forKey: $0) }
    state.dyads[index].detector.change(
      to: calibration ?? BinderCalibration(),
      reason: Dyad.waitingReason(state.dyads[index].assignment), settings: settings)
  }

  /// Gives an infant that comes back its hours of before; the time between is unobserved.
  private mutating func takeBack(_ released: ReleasedInfant, at now: Instant) {
    guard now - released.at <= settings.ledgerDetail, let index = state.dyads.indices.last else {
      return
    }
    let waiting = state.dyads[index].ledger.openState
    state.dyads[index].ledger = released.ledger
    state.dyads[index].days = released.days
    state.dyads[index].sessions = released.sessions
    let provider = state.dyads[index].assignment.provider
    state.dyads[index].providers = released.providers
    state.dyads[index].providers.hand(to: provider, at: now)
    let born = state.dyads[index].assignment.born ?? released.born
    state.dyads[index].assignment.born = born
    // The day of the release was printed early: it is printed again, corrected, at its end.
    let today = day(at: released.at)?.window.lowerBound ?? released.ledger.coveredFrom
    state.dyads[index].days.reopen(from: max(today, released.ledger.coveredFrom))
    _ = state.dyads[index].ledger.change(to: .unobserved("not in care"), at: released.at)
    if let away = state.dyads[index].ledger.change(to: waiting, at: now) {
      tell(away, index, confidence: 1)
    }
  }

  /// A binder or probe is on one infant at a time: whoever had it before loses it.
  private mutating func takeFromOthers(_ assignment: Assignment, at now: Instant) {
    for index in state.dyads.indices where state.dyads[index].infant != assignment.infant {
      if let binder = assignment.binder, state.dyads[index].assignment.binder == binder {
        loseContact(index, reason: "\(binder) moved to \(assignment.infant)")
        state.dyads[index].assignment.binder = nil
        state.calibrations[binder] = state.dyads[index].detector.calibration
        state.dyads[index].detector.calibration = BinderCalibration()
      }
      if let probe = assignment.probe, state.dyads[index].assignment.probe == probe {
        state.dyads[index].assignment.probe = nil
        loseProbe(index, at: now)
      }
    }
  }

  /// Forgets a probe that is the infant's no more; what it alarmed of the infant stands.
  private mutating func loseProbe(_ index: Int, at now: Instant) {
    state.dyads[index].skin.reset()
    state.dyads[index].attachment = ProbeAttachment()
    state.dyads[index].trend.reset()
    let group = state.dyads[index].alarms
    conclude(.probeDetached, of: group, at: now)
    for condition in Self.skinConditions {
      state.alarms[group].with(condition) {
        $0.forgetPending()
        $0.interruptClearing()
      }
    }
  }

  /// What is judged by an infant's skin temperature.
  static let skinConditions: [AlarmCondition] = [.hypothermia, .hyperthermia, .fallingFast]

  /// Makes the list of watched devices follow the assignments.
  private mutating func watchDevices(at now: Instant) {
    var uses: [DeviceIdentifier: WatchedDevice.Use] = [:]
    for dyad in state.dyads {
      if let room = dyad.assignment.room { uses[room] = .room }
      if let binder = dyad.assignment.binder { uses[binder] = .binder(dyad.infant) }
      if let probe = dyad.assignment.probe { uses[probe] = .probe(dyad.infant) }
    }
    for index in state.devices.indices {
      let use = uses.removeValue(forKey: state.devices[index].device) ?? .spare
      guard use != state.devices[index].use else { continue }
      endAll(of: state.devices[index].alarms, at: now)
      state.devices[index].use = use
      state.devices[index].lastHeard = now
      state.devices[index].isSilent = false
    }
    for (device, use) in uses.sorted(by: { $0.key < $1.key }) {
      state.devices.append(WatchedDevice(device, use: use, at: now))
    }
    let rooms = Set(state.dyads.compactMap(\.assignment.room))
    for room in state.rooms where !rooms.contains(room.room) { endAll(of: room.alarms, at: now) }
    state.rooms.removeAll { !rooms.contains($0.room) }
    for device in state.devices where device.use == .room {
      if !state.rooms.contains(where: { $0.room == device.device }) {
        state.rooms.append(RoomWatch(device.device))
      }
    }
    dropEmptyGroups()
    reindex()
    alarmsHaveMoved()
    earliestDeadline = min(earliestDeadline, nextDeadline())
  }

  /// Looks up anew where each device's samples go, and where everything's alarms are kept.
  mutating func reindex() {
    deviceIndex.removeAll(keepingCapacity: true)
    for index in state.dyads.indices {
      let infant = state.dyads[index].infant
      state.dyads[index].alarms = group(of: AlarmPlace(.infant(infant), infant: infant))
    }
    for index in state.rooms.indices {
      let room = state.rooms[index].room
      state.rooms[index].alarms = group(
        of: AlarmPlace(.room(room), room: room, beds: beds { $0.assignment.room == room }))
    }
    for index in state.devices.indices {
      let device = state.devices[index].device
      deviceIndex[device] = index
      var place = state.devices[index].alarmPlace
      // What a room's thermometer has to say is said at its beds, and at no other room's.
      if let room = place.room { place.beds = beds { $0.assignment.room == room } }
      state.devices[index].alarms = group(of: place)
      switch state.devices[index].use {
      case .binder(let infant), .probe(let infant):
        state.devices[index].slot = dyadIndex(infant) ?? 0
      case .room:
        state.devices[index].slot = state.rooms.firstIndex { $0.room == device } ?? 0
      case .spare: state.devices[index].slot = 0
      }
    }
    for index in state.dyads.indices {
      let device = state.dyads[index].assignment.room.flatMap { deviceIndex[$0] }
      state.dyads[index].roomDevice = device.flatMap { state.devices[$0].use == .room ? $0 : nil }
    }
  }

  /// Groups with nothing in them are made again where they are needed; the gateway's stays first.
  private mutating func dropEmptyGroups() {
    state.alarms.removeAll { $0.conditions.isEmpty && $0.place.subject != .gateway }
  }

  /// The names of beds, in the order of the ward.
  func beds(where isMeant: (Dyad) -> Bool) -> [String] {
    state.dyads.filter(isMeant).map { $0.assignment.bed ?? $0.infant.name }
  }

  func dyadIndex(_ infant: InfantIdentifier) -> Int? {
    state.dyads.firstIndex { $0.infant == infant }
  }
}
