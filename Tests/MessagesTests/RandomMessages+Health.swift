import CareModel

@testable import Messages

extension RandomMessages {
  mutating func figures() -> HealthFigures {
    var store = HealthFigures.Store(isWorking: any([true, false]), text: "working")
    store.droppedEvents = count(0...9)
    var figures = HealthFigures(version: "0.1.0", uptime: length(), store: store)
    figures.ports = (0..<count(0...3)).map { number in
      var port = HealthFigures.Port(
        name: PortIdentifier("port-\(number)"), isOpen: any([true, false]))
      port.receivedBytes = any([0, 12, .max])
      port.boards = count(0...3)
      return port
    }
    figures.outbox = maybe(outbox())
    figures.uplinks = (0..<count(0...2)).map { _ in
      var uplink = HealthFigures.Uplink(name: "mqtt", isConnected: any([true, false]))
      uplink.problem = maybe("no route to the broker")
      return uplink
    }
    figures.clockChanges = (0..<count(0...20)).map { _ in
      ClockChange(
        at: instant(), movedBy: maybe(length()), from: any(ClockQuality.allCases),
        to: any(ClockQuality.allCases), boot: "b1-1")
    }
    figures.alarms = (0..<count(0...40)).map { _ in standing() }
    figures.beds = (0..<count(0...4)).map { bed($0) }
    return figures
  }

  private mutating func outbox() -> HealthFigures.Outbox {
    var outbox = HealthFigures.Outbox()
    outbox.messages = Int64(count(0...1_000_000))
    outbox.bytes = 5_000_000_000
    outbox.oldestAge = maybe(length())
    outbox.daysLeft = maybe(12.25)
    return outbox
  }

  private mutating func standing() -> HealthFigures.StandingAlarm {
    let alarm = alarm()
    return HealthFigures.StandingAlarm(
      identifier: alarm.identifier, infant: alarm.infant, subject: maybe("binder-1"),
      condition: alarm.condition, alarmClass: alarm.alarmClass, priority: alarm.priority,
      since: alarm.since, response: maybe(.acknowledged))
  }

  private mutating func bed(_ number: Int) -> HealthFigures.Bed {
    HealthFigures.Bed(
      infant: InfantIdentifier("K-00\(number)"), bed: maybe("Bed \(number), \"window\""),
      contact: any([.contact, .noContact, .unobserved]), contactToday: length(),
      unobservedToday: length(), skin: maybe(Celsius(36.44)), skinIsDoubted: any([true, false]),
      room: maybe(Celsius(21.5)), goalReached: maybe(any(Answer.allCases)), alarms: count(0...3))
  }
}
