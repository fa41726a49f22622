import CareModel
import Foundation
import GatewayCore
import Messages
import Store
import TestSupport
import TraceFormat

/// Weeks of a ward in a store whose broker was never there.
///
/// One day goes through the core, sample by sample; the days after it are the same day at their own
/// dates, since eight weeks of samples would take longer than all other tests together.
struct LongQueue {
  static let boot: BootIdentifier = "long-queue"
  private static let start = WallTime(milliseconds: 1_767_225_600_000)
  private static let room: DeviceIdentifier = "room-1"

  /// Fills a new store; how many messages wait in it.
  @discardableResult
  static func fill(_ path: String, beds: Int, days: Int, seed: UInt64) async throws -> Int {
    print("seed of the long queue: \(seed)")
    let day = await eventsOfADay(beds: beds, seed: seed)
    let store = try Store.open(at: path).store
    var sequence: Int64 = 0
    var count = 0
    for number in 0..<days {
      var batch = StoreBatch()
      for (event, at) in day {
        sequence += 1
        let later = event.moved(byDays: number)
        let instant = at + .hours(Double(24 * number))
        let wall = WallTime(milliseconds: start.milliseconds + instant.milliseconds)
        let kind = EventLine(later.line)?.string("event") ?? "?"
        batch.events.append(
          StoredEvent(
            sequence: sequence, boot: boot, instant: instant, wall: wall, quality: .synchronised,
            kind: kind, infant: nil, line: later.line))
        let stamp = MessageStamp(
          boot: boot, sequence: sequence, at: instant, wall: wall, quality: .synchronised)
        guard let message = StoredMessages.address.message(later, stamp),
          let queue = OutgoingMessage.Kind(rawValue: message.kind.rawValue)
        else { continue }
        batch.messages.append(
          OutgoingMessage(
            kind: queue, identifier: message.identifier, isKept: message.isKept,
            instant: message.at, body: Array(message.body.utf8)))
      }
      count += batch.messages.count
      try await store.commit(batch)
    }
    try store.close()
    return count
  }

  /// A sample a minute of each device, from midnight to midnight.
  private static func eventsOfADay(beds: Int, seed: UInt64) async -> [(CareEvent, Instant)] {
    var random = SeededGenerator(seed: seed)
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: start, boot: boot)
    var events: [(CareEvent, Instant)] = []
    var isHeld = [Bool](repeating: false, count: beds)
    var isCold = [Bool](repeating: false, count: beds)
    for bed in 0..<beds {
      let assignment = Assignment(
        infant: InfantIdentifier("L-\(bed)"), binder: DeviceIdentifier("binder-\(bed)-long"),
        probe: DeviceIdentifier("probe-\(bed)-long"), room: room)
      _ = ward.step(.assign(assignment), at: .zero)
    }
    for minute in 0..<1440 {
      // Boards of other tests are to be turned meanwhile.
      await Task.yield()
      let now = Instant(seconds: Double(minute) * 60)
      var samples = [sample(room) { $0.temperature = .value(Celsius(24)) }]
      for bed in 0..<beds {
        if minute % 45 == 0, Int.random(in: 0..<3, using: &random) == 0 { isHeld[bed].toggle() }
        if minute % 20 == 0 { isCold[bed] = Int.random(in: 0..<6, using: &random) == 0 }
        samples.append(binder(bed, isHeld: isHeld[bed]))
        samples.append(
          sample(DeviceIdentifier("probe-\(bed)-long")) {
            $0.temperature = .value(Celsius(isCold[bed] ? 35.4 : 36.9))
          })
      }
      for sample in samples { events += ward.step(.sample(sample), at: now).map { ($0, now) } }
    }
    let end = Instant(seconds: 86_400)
    for bed in 0..<beds {
      let infant = InfantIdentifier("L-\(bed)")
      events += ward.step(.release(infant), at: end).map { ($0, end) }
    }
    return events
  }

  private static func binder(_ bed: Int, isHeld: Bool) -> Sample {
    sample(DeviceIdentifier("binder-\(bed)-long")) {
      $0.clasp = .value(isHeld)
      $0.inner = .value(Celsius(isHeld ? 34.8 : 24))
      $0.outer = .value(Celsius(isHeld ? 28 : 24))
      $0.battery = .value(Millivolts(3000))
    }
  }

  private static func sample(
    _ device: DeviceIdentifier, _ fill: (inout Reading) -> Void
  ) -> Sample {
    var reading = Reading()
    fill(&reading)
    return Sample(device: device, reading: reading)
  }
}

extension CareEvent {
  /// The same event so many days later.
  fileprivate func moved(byDays days: Int) -> CareEvent {
    let length = TimeLength.hours(Double(24 * days))
    switch self {
    case .day(var day):
      day.date = day.date.map { LocalDate(dayNumber: $0.dayNumber + days) }
      day.firstContact = day.firstContact.map { $0 + length }
      return .day(day)
    case .session(var session):
      session.from = session.from + length
      session.to = session.to + length
      session.replaces = session.replaces.map { $0 + length }
      return .session(session)
    case .alarm(var alarm):
      alarm.since = alarm.since + length
      alarm.at = alarm.at + length
      alarm.identifier = AlarmIdentifier(
        boot: LongQueue.boot, subject: alarm.subject, condition: alarm.condition,
        onset: alarm.since)
      return .alarm(alarm)
    case .contact, .unobserved, .response, .standby, .alarmTest: return self
    }
  }
}
