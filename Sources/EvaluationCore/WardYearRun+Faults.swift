import CareModel
import GatewayCore
import SimulatedWard

/// What befalls the gateway from outside, and what people do.
extension WardYearRun {
  mutating func planStart() {
    agenda.plan(.fault, at: .zero + .minutes(3))
    agenda.plan(.nurse, at: .zero + .minutes(20))
    agenda.plan(.standby, at: .zero + .hours(1))
    agenda.plan(.look, at: .zero + .minutes(1))
  }

  mutating func meet(_ entry: WardYearAgenda.Entry, at now: Instant) {
    switch entry {
    case .fault: befall(at: now)
    case .killAnyway: if isKillArmed { kill(at: now) }
    case .restart: restart(at: now)
    case .commitDone(let number): endCommit(number, at: now)
    case .deviceBack(let device, let isPlugged): bringBack(device, isPlugged: isPlugged, at: now)
    case .brokerBack: bringBrokerBack(at: now)
    case .diskWorks:
      diskFaults -= 1
      if diskFaults == 0 {
        disk.work()
        isDiskFilling = false
        tellDisk(at: now)
      }
    case .stationSilent:
      isStationSilent = outbox.isBrokerAway
      tellStation(at: now)
    case .clockRight:
      clockAhead = .zero
      clockQuality = .synchronised
      if isUp { tellClock(at: now) }
    case .nurse: nurse(at: now)
    case .standby: putInStandby(at: now)
    case .look:
      agenda.plan(.look, at: now + .minutes(1))
      look(at: now)
    }
  }

  /// One of five, each ten minutes.
  private mutating func befall(at now: Instant) {
    let slot = Self.slot.milliseconds
    let next = (now.milliseconds / slot + 1) * slot + Int64(generator.integer(0, Int(slot) - 1))
    agenda.plan(.fault, at: Instant(milliseconds: next))
    switch generator.integer(0, 4) {
    case 0:
      // Half of them right after an alarm, before the disk has it.
      if generator.chance(0.5) {
        kill(at: now)
      } else {
        isKillArmed = true
        agenda.plan(.killAnyway, at: now + .minutes(9))
      }
    case 1: cut(at: now)
    case 2:
      findings.brokers += 1
      brokerFaults += 1
      if flaw == .rowLostWithTheLine { outbox.loseRow() }
      outbox.lose(&generator)
      let minutes = generator.chance(0.9) ? generator.uniform(1, 5) : generator.uniform(5, 480)
      agenda.plan(.brokerBack, at: now + .minutes(minutes))
      agenda.plan(.stationSilent, at: now + .seconds(30))
    case 3:
      findings.disks += 1
      diskFaults += 1
      disk.fail()
      if generator.chance(0.5) {
        isDiskFilling = true
        tellDisk(at: now)
      }
      let minutes = generator.chance(0.7) ? generator.uniform(1, 10) : generator.uniform(10, 60)
      agenda.plan(.diskWorks, at: now + .minutes(minutes))
    default:
      findings.clocks += 1
      let hours = generator.uniform(-12, 12)
      clockAhead = TimeLength(milliseconds: Int64(hours * 3600) * 1000)
      clockQuality = ClockQuality.allCases[generator.integer(0, 3)]
      if isUp { tellClock(at: now) }
      agenda.plan(.clockRight, at: now + .minutes(generator.uniform(5, 60)))
    }
  }

  /// One board, or all of a bed: the cable is out, or the boards stand still.
  private mutating func cut(at now: Instant) {
    findings.cables += 1
    let bed = script.beds[generator.integer(0, script.beds.count - 1)]
    let isPlugged = generator.chance(0.5)
    let isWhole = generator.chance(0.4)
    let one = bed.boards[generator.integer(0, bed.boards.count - 1)].device
    let until = now + .minutes(generator.uniform(1, 30))
    for device in bed.boards.map(\.device) where isWhole || device == one {
      if isPlugged {
        hung[device, default: 0] += 1
        if flaw == .endedBySilence { endBySilence(device, at: now) }
      } else {
        unplugged[device, default: 0] += 1
        if isUp { tellLine(device, at: now) }
      }
      agenda.plan(.deviceBack(device, isPlugged: isPlugged), at: until)
    }
  }

  private mutating func bringBack(
    _ device: DeviceIdentifier, isPlugged: Bool, at now: Instant
  ) {
    if isPlugged {
      hung[device] = hung[device].flatMap { $0 > 1 ? $0 - 1 : nil }
    } else {
      unplugged[device] = unplugged[device].flatMap { $0 > 1 ? $0 - 1 : nil }
      if isUp { tellLine(device, at: now) }
    }
  }

  /// What the line of a device is like; after a cable was out, what its board kept follows.
  mutating func tellLine(_ device: DeviceIdentifier, at now: Instant) {
    let port = PortIdentifier("port-\(device)")
    let isOpen = unplugged[device] == nil
    evidence.note(port, isOpen: isOpen)
    step(.port(port, isOpen: isOpen), at: now)
    step(.link(device, isUp: isOpen), at: now)
    guard isOpen, isUp else { return }
    for sample in history.removeValue(forKey: device) ?? [] { step(.sample(sample), at: now) }
  }

  private mutating func bringBrokerBack(at now: Instant) {
    brokerFaults -= 1
    guard brokerFaults == 0 else { return }
    outbox.brokerIsBack()
    isStationSilent = false
    if isUp {
      send()
      if isStoreTold == true { sendUnsaved() }
    }
    tellStation(at: now)
  }

  mutating func tellStation(at now: Instant) {
    guard isUp else { return }
    evidence.note(.stationUnreachable, isWell: !isStationSilent)
    step(.station(isReachable: !isStationSilent), at: now)
  }

  mutating func tellDisk(at now: Instant) {
    guard isUp else { return }
    evidence.note(.diskFilling, isWell: !isDiskFilling)
    step(.disk(isFilling: isDiskFilling), at: now)
  }

  mutating func tellClock(at now: Instant) {
    evidence.noteClock(at: now)
    let wall = ScenarioStream.midnight.milliseconds + (now + clockAhead).milliseconds
    step(.clock(WallTime(milliseconds: wall), clockQuality), at: now)
  }

  private mutating func nurse(at now: Instant) {
    agenda.plan(.nurse, at: now + .minutes(generator.uniform(10, 60)))
    guard isUp else { return }
    let kind: WardResponse.Kind = generator.chance(0.7) ? .acknowledge : .pause
    step(
      .respond(WardResponse(kind: kind, condition: nil, target: .everything, by: "nurse-1")),
      at: now)
  }

  private mutating func putInStandby(at now: Instant) {
    agenda.plan(.standby, at: now + .minutes(generator.uniform(60, 400)))
    let bed = script.beds[generator.integer(0, script.beds.count - 1)]
    let length = TimeLength.minutes(generator.uniform(10, 60))
    guard isUp else { return }
    standbyUntil[bed.infant] = now + length
    step(.standby(bed.infant, length: length, by: "nurse-2"), at: now)
  }
}
