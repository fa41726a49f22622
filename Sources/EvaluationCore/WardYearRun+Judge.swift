import CareModel
import GatewayCore
import SimulatedWard

/// What the year is judged by, from the subscriber's and the infants' point of view.
extension WardYearRun {
  /// How far below the limit a truly cold infant is, in degrees: the sensor's noise and rounding.
  private static let plainlyCold = 0.1
  /// Seen cold for so long, there has to be an alarm: the clinical delay, doubt about the probe and
  /// the gateway's own restarts.
  private static let coldAtMost = TimeLength.minutes(11)

  mutating func send() {
    for message in outbox.send() { receive(message) }
  }

  mutating func sendUnsaved() {
    guard !outbox.isBrokerAway else { return }
    for message in disk.unsaved where message.alarm.state != .resolved { receive(message) }
  }

  mutating func receive(_ message: WardYearMessage) {
    expected[message.name] = nil
    switch subscriber.take(message) {
    case .fine: break
    case .doubled(let before):
      if takenBack.contains(before) {
        findings.endedByList += 1
      } else {
        findings.doubled.note("\(message.alarm.identifier) beside \(before)")
      }
    case .unheralded:
      findings.lost.note("the beginning of \(message.alarm.identifier), before its end")
    }
  }

  mutating func see(_ bed: Int, at now: Instant) {
    guard let point = courses[bed].point(at: chapterTime(now)), point.isProbeSeated else { return }
    let isExcused = standbyUntil[script.beds[bed].infant].map { $0 > now } ?? false
    watch.hear(bed, isCold: isCold(bed, point) && !isExcused, at: now)
  }

  private func chapterTime(_ now: Instant) -> Instant { Instant.zero + (now - chapterStart) }

  private func isCold(_ bed: Int, _ point: TruthCourse.Point) -> Bool {
    let reads = point.skin + script.beds[bed].parameters.probe.error
    return reads < ward.settings.hypothermiaModerateBelow.degrees - 0.05 - Self.plainlyCold
  }

  mutating func look(at now: Instant) {
    guard isUp else { return }
    lookAtColdInfants(at: now)
    lookForReturns(at: now)
    if outbox.isSent, disk.isIdle, !outbox.isBrokerAway, fresh.isEmpty { compare(at: now) }
    if now.milliseconds % 3_600_000 == 0 { lookAtList(at: now) }
  }

  private mutating func lookAtColdInfants(at now: Instant) {
    let annunciation = ward.annunciation
    for (index, bed) in script.beds.enumerated()
    where watch.beds[index].seen > Self.coldAtMost {
      guard let point = courses[index].point(at: chapterTime(now)), isCold(index, point),
        standbyUntil[bed.infant].map({ $0 <= now }) ?? true
      else { continue }
      findings.coldLooks += 1
      let shown = flaw == .dumb ? nil : annunciation.beds[bed.name]?.standing
      guard shown.map({ $0 >= .medium }) ?? false else {
        findings.unwatched.note(
          "\(bed.infant) at \(now.milliseconds): skin \(Figure.number(point.skin, 2)), "
            + "seen for \(Figure.number(watch.beds[index].seen.minutes, 0)) min")
        continue
      }
    }
  }

  /// The subscriber's list against what was told and not taken back.
  private mutating func compare(at now: Instant) {
    let unknown = subscriber.standing.flatMap { key, alarms in
      alarms.filter { $0.identifier != standing[key]?.identifier }
    }
    for alarm in unknown.sorted(by: { $0.identifier < $1.identifier }) {
      if takenBack.contains(alarm.identifier) {
        findings.endedByList += 1
      } else {
        findings.lost.note("the end of \(alarm.identifier)")
      }
      subscriber.end(alarm.identifier, WardYearKey(alarm))
    }
    let unheard = standing.filter { key, alarm in
      !(subscriber.standing[key]?.contains { $0.identifier == alarm.identifier } ?? false)
    }
    for identifier in unheard.values.map(\.identifier).sorted()
    where missed.insert(identifier).inserted {
      findings.lost.note("\(identifier), which stands")
    }
  }

  /// The ward's own list against what was told.
  mutating func lookAtList(at now: Instant) {
    let told = Set(standing.values.map(\.identifier))
    for alarm in ward.view.alarms where !alarm.isLatched && !told.contains(alarm.identifier) {
      findings.lost.note("\(alarm.identifier): it stands and was never told")
    }
  }

  // MARK: What a kill took back

  mutating func comeBack(_ key: WardYearKey) {
    if returning.removeValue(forKey: key) != nil { findings.returned += 1 }
  }

  private mutating func lookForReturns(at now: Instant) {
    for (key, back) in returning {
      guard let due = back.dueAfter(ward.settings), !isSpokenFor(back.alarm, at: now) else {
        returning[key]?.awaitedSince = nil
        if now - upSince > .hours(1) { returning[key] = nil }
        continue
      }
      let since = max(back.awaitedSince ?? now, upSince)
      returning[key]?.awaitedSince = since
      if isOver(back, at: now) {
        findings.wereOver += 1
        returning[key] = nil
      } else if now - since > due {
        findings.lost.note(
          "\(back.alarm.identifier) \(back.alarm.alarmClass?.rawValue ?? ""): taken back by a kill, "
            + "and not there again \(Figure.number((now - since).minutes, 0)) min later, "
            + "at \(now.milliseconds)")
        returning[key] = nil
      }
    }
  }

  /// Nobody watches it, or another alarm says the same.
  private func isSpokenFor(_ alarm: AlarmEvent, at now: Instant) -> Bool {
    if case .port = alarm.subject { return false }
    if case .room(let room) = alarm.subject { return !evidence.wasHeard(room, since: upSince) }
    guard let infant = alarm.infant, let index = bedOfInfant[infant] else {
      // A room's thermometer, or the gateway's own.
      if case .device(let device) = alarm.subject { return unplugged[device] != nil }
      return alarm.infant != nil
    }
    if standbyUntil[infant].map({ $0 > now }) ?? false { return true }
    let bed = script.beds[index].assignment
    if case .device(let device) = alarm.subject { return unplugged[device] != nil }
    guard let probe = bed.probe else { return true }
    let others = standing.values.contains { other in
      other.infant == infant || other.room == bed.room && other.condition == .coldRoom
    }
    return others || !evidence.wasHeard(probe, since: max(upSince, now - .minutes(2)))
  }

  private func isOver(_ back: WardYearReturn, at now: Instant) -> Bool {
    switch back.alarm.subject {
    case .infant(let infant):
      guard let probe = bedOfInfant[infant].flatMap({ script.beds[$0].assignment.probe }) else {
        return false
      }
      return evidence.hasTemperature(probe, since: upSince) { !back.isBeyond($0, ward.settings) }
    case .room(let room):
      return evidence.hasTemperature(room, since: upSince) { !back.isBeyond($0, ward.settings) }
    case .device(let device): return evidence.wasHeard(device, since: upSince)
    case .port(let port): return !unplugged.keys.contains { "port-\($0)" == port.name }
    case .gateway, .output:
      return back.alarm.condition == .storeFailing ? isStoreTold != true : !isStationSilent
    }
  }

  // MARK: The end

  /// Everything mends, what waits goes out, and what was told must have come.
  mutating func settleAccounts(at end: Instant) {
    agenda = WardYearAgenda()
    if !isUp { restart(at: end + .seconds(1)) }
    disk.work()
    outbox.brokerIsBack()
    for _ in 0..<3 {
      if let messages = disk.commit() { outbox.commit(messages) }
      send()
    }
    compare(at: end)
    for (name, alarm) in expected.sorted(by: { $0.value.at < $1.value.at }) {
      findings.lost.note("\(alarm.identifier) \(alarm.state.rawValue), message \(name)")
    }
  }

  /// The flaw that calls an alarm over because its sensor said nothing.
  mutating func endBySilence(_ device: DeviceIdentifier, at now: Instant) {
    guard isUp, let bed = bedOfProbe[device],
      var alarm = standing.values.first(where: {
        $0.subject == .infant(script.beds[bed].infant)
      })
    else { return }
    alarm.state = .resolved
    alarm.at = now
    sequence += 1
    announce(alarm)
  }
}
