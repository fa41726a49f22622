import CareLogic
import CareModel
import WireProtocol

@testable import GatewayCore
@testable import Presentation

/// Wards to draw: values that the core would give, made by hand.
enum SampleWard {
  static let shanghai = FacilityCalendar(
    zone: "Asia/Shanghai",
    offsets: [.init(from: WallTime(milliseconds: 0), offsetSeconds: 8 * 3600)], dayStartHour: 0)
  static let header = WardHeader(name: "Ward A", calendar: shanghai, isSimulated: true)
  static let goal = TimeLength.hours(8)
  /// 2026-01-10 06:12:40 in Shanghai, six hours and twelve minutes after the start.
  static let now = Instant(seconds: 22_360)
  static let wall = WallTime(milliseconds: 1_767_996_760_000)
  static let clock = LocalClock(at: now, wall: wall, calendar: shanghai)

  static func bed(
    _ number: Int, _ contact: ContactState = .contact, contactHours: Double = 4,
    unobservedMinutes: Double = 0, skin: Double? = 36.7, isDoubted: Bool = false,
    room: Double? = 23.4, axillaryOffset: Double? = nil
  ) -> WardView.Bed {
    var today = LedgerTotals()
    today.contact = .hours(contactHours)
    today.unobserved = .minutes(unobservedMinutes)
    today.noContact = .minutes(30)
    return WardView.Bed(
      infant: InfantIdentifier("K-00\(number)"), bed: "bed-\(number)", contact: contact,
      probability: 0.98, today: today, skin: skin.map { Celsius($0) }, skinIsDoubted: isDoubted,
      axillaryOffset: axillaryOffset.map { Celsius($0) }, room: room.map { Celsius($0) })
  }

  static func alarm(
    _ condition: AlarmCondition, _ priority: AlarmPriority, class alarmClass: AlarmClass? = nil,
    of subject: AlarmSubject, infant: InfantIdentifier? = nil, minutes: Double = 7,
    response: ResponseEvent.Response? = nil
  ) -> WardView.Alarm {
    WardView.Alarm(
      identifier: "b1/x/y/0", subject: subject, infant: infant, condition: condition,
      alarmClass: alarmClass,
      priority: priority, since: now - .minutes(minutes), response: response)
  }

  static func view(
    _ beds: [WardView.Bed], alarms: [WardView.Alarm] = [], wall: WallTime? = wall,
    quality: ClockQuality = .synchronised
  ) -> WardView {
    WardView(at: now, wall: wall, clockQuality: quality, beds: beds, alarms: alarms)
  }

  static let calm = view([
    bed(1, contactHours: 5.2), bed(2, .noContact, contactHours: 2), bed(3, contactHours: 8.5),
    bed(4, contactHours: 0, skin: 37.04),
  ])

  static let troubled = view(
    [
      bed(1, .unobserved("binder-1 silent"), contactHours: 2.5, unobservedMinutes: 80),
      bed(2, skin: 35.94, room: 18.23, axillaryOffset: 0.4),
      bed(3, .noContact, skin: 30.1, isDoubted: true, room: nil),
      bed(4, .unobserved("no binder assigned"), contactHours: 0, skin: nil, isDoubted: true),
    ],
    alarms: [
      alarm(.deviceSilent, .low, of: .device("binder-1"), infant: "K-001", minutes: 80),
      alarm(
        .hypothermia, .high, class: .moderate, of: .infant("K-002"), infant: "K-002"),
      alarm(.coldRoom, .medium, of: .room("room-1"), minutes: 125, response: .acknowledged),
    ], quality: .kept)

  static func text(_ lines: some Sequence<String>) -> String { lines.joined(separator: "\n") }

  /// The same text without colour sequences.
  static func stripped(_ line: String) -> String {
    var result = ""
    var isInside = false
    for scalar in line.unicodeScalars {
      if scalar == "\u{1B}" { isInside = true }
      if !isInside { result.unicodeScalars.append(scalar) }
      if isInside, scalar == "m" { isInside = false }
    }
    return result
  }
}
