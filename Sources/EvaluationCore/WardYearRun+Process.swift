import CareModel
import GatewayCore

/// The process: what it tells and saves, how it dies, and how the next one begins.
extension WardYearRun {
  private static let saveEvery = TimeLength.seconds(30)
  private static let triesAgainAfter = TimeLength.seconds(5)

  mutating func tell(_ events: [CareEvent], at now: Instant) {
    if events.isEmpty { return }
    var isAlarm = false
    for event in events {
      sequence += 1
      guard case .alarm(let alarm) = event else { continue }
      isAlarm = true
      announce(alarm)
    }
    save(at: now)
    if isAlarm, isKillArmed { kill(at: now) }
  }

  mutating func announce(_ alarm: AlarmEvent) {
    findings.told += 1
    let key = WardYearKey(alarm)
    switch alarm.state {
    case .active:
      findings.raised += 1
      if let before = standing[key] {
        findings.doubled.note("\(alarm.identifier) beside \(before.identifier), by the core")
      }
      standing[key] = alarm
      comeBack(key)
    case .changed: standing[key] = alarm
    case .resolved:
      findings.resolved += 1
      standing[key] = nil
      if !evidence.explains(alarm, assignment(of: alarm)) {
        findings.causeless.note(
          "\(alarm.identifier) \(alarm.alarmClass?.rawValue ?? "") at \(alarm.at.milliseconds)")
      }
    }
    let message = WardYearMessage(boot: boot, sequence: sequence, alarm: alarm)
    expected[message.name] = alarm
    fresh.append(message)
    // What the disk does not take goes out all the same, except for an end.
    if isStoreTold == true, !outbox.isBrokerAway, alarm.state != .resolved { receive(message) }
  }

  private func assignment(of alarm: AlarmEvent) -> Assignment? {
    alarm.infant.flatMap { infant in
      ward.assignments.first { $0.infant == infant }
    }
  }

  /// Hands the state with the events that led to it to the disk.
  mutating func save(at now: Instant) {
    saveDue = now + Self.saveEvery
    let saved = WardYearDisk.Saved(
      state: ward.checkpoint, at: now, standing: standing, watch: watch,
      told: evidence.told)
    let messages = fresh
    fresh = []
    if disk.take(saved, messages) { planCommit(at: now) }
  }

  private mutating func planCommit(at now: Instant) {
    let takes =
      generator.chance(0.05) ? generator.integer(1000, 20_000) : generator.integer(2, 60)
    agenda.plan(.commitDone(disk.number), at: now + TimeLength(milliseconds: Int64(takes)))
  }

  mutating func endCommit(_ number: Int, at now: Instant) {
    guard number == disk.number, isUp else { return }
    let before = disk.saved
    guard let messages = disk.commit() else {
      agenda.plan(.commitDone(number), at: now + Self.triesAgainAfter)
      guard isStoreTold != true else { return }
      isStoreTold = true
      sendUnsaved()
      evidence.note(.storeFailing, isWell: false)
      step(.store(isFailing: true), at: now)
      return
    }
    older = before
    outbox.commit(messages)
    send()
    if !disk.isIdle { planCommit(at: now) }
    if isStoreTold != false {
      isStoreTold = false
      evidence.note(.storeFailing, isWell: true)
      step(.store(isFailing: false), at: now)
    }
  }

  mutating func kill(at now: Instant) {
    guard isUp else { return }
    isUp = false
    isKillArmed = false
    findings.kills += 1
    isStoreTold = nil
    for message in disk.kill() {
      findings.takenBack += 1
      expected[message.name] = nil
      if message.alarm.state == .active { takenBack.insert(message.alarm.identifier) }
    }
    let before = standing
    standing = disk.saved.standing
    // What was saved of the infants before these says nothing of them.
    watch =
      disk.saved.watch.since == watch.since
      ? disk.saved.watch : WardYearColdWatch(of: watch.since, beds: script.beds.count)
    evidence.told = disk.saved.told
    for (key, alarm) in before where standing[key] == nil {
      if returning.updateValue(WardYearReturn(alarm), forKey: key) == nil {
        findings.hadToReturn += 1
      }
    }
    for key in standing.keys { returning[key] = nil }
    let away = TimeLength(milliseconds: Int64(generator.integer(1000, 120_000)))
    if generator.chance(0.2) { machine += 1 }
    agenda.plan(.restart, at: now + away)
  }

  mutating func restart(at now: Instant) {
    boot += 1
    sequence = 0
    isUp = true
    upSince = now
    outbox.restart()
    var saved = disk.saved
    if flaw == .olderCheckpoint, let older { saved = older }
    do {
      ward = try ward.restarted(from: saved.state)
    } catch {
      failure = failure ?? error
      return
    }
    // The same one for the same seed: a dictionary has another order in each process.
    let newest = standing.values.max { ($0.at, "\($0.identifier)") < ($1.at, "\($1.identifier)") }
    if flaw == .raisedAgainAfterRestart, let again = newest {
      standing[WardYearKey(again)] = nil
      var raised = again
      raised.state = .active
      raised.identifier = AlarmIdentifier("\(again.identifier)+")
      announce(raised)
    }
    step(.boot(BootIdentifier("m\(machine)-\(boot)")), at: now)
    evidence.note(.configurationRefused, isWell: true)
    step(.configuration(isRefused: false), at: now)
    tellClock(at: now)
    for bed in script.beds {
      for board in bed.boards { tellLine(board.device, at: now) }
    }
    assignAnew(at: now)
    tellStation(at: now)
    tellDisk(at: now)
    guard isUp else { return }
    lookAtList(at: now)
    send()
    save(at: now)
  }
}
