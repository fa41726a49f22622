import CareModel
import Configuration
import Messages
import StationModel
import Uplink

@testable import Relay

/// Small wards as hubs show them.
enum SampleWard {
  static let address = MessageAddress(site: "s1", ward: "w1", hub: "h1")
  static let boot = BootIdentifier("b1-1")

  static func alarm(
    _ name: String, hub: String = "h1", class alarmClass: AlarmClass? = .moderate,
    _ priority: AlarmPriority = .high, response: StationAlarm.Response? = nil,
    remaining: Int? = nil
  ) -> StationAlarm {
    StationAlarm(
      id: AlarmIdentifier("b1-1/K-001/\(name)/1000"), hub: hub, subject: "K-001",
      infant: "K-001", bed: "1", room: nil, condition: .hypothermia, alarmClass: alarmClass,
      kind: .physiological, priority: priority, since: nil, forSeconds: 10, response: response,
      by: response == nil ? nil : "nurse-1", remainingSeconds: remaining)
  }

  static func bed(
    hub: String = "h1", infant: InfantIdentifier = "K-001", skin: Double? = 36.4
  ) -> StationBed {
    StationBed(
      hub: hub, bed: "1", infant: infant, contact: .contact, reason: nil, probability: 0.9,
      provider: .mother,
      today: .init(
        contactSeconds: 60, noContactSeconds: 0, unobservedSeconds: 0, coveredSeconds: 60),
      goal: .no, skinCelsius: skin, isSkinDoubted: false, roomCelsius: 23.1,
      standbySeconds: nil)
  }

  static func snapshot(
    hub: String = "h1", beds: [StationBed]? = nil, alarms: [StationAlarm] = [],
    isTest: Bool = false
  ) -> StationSnapshot {
    StationSnapshot(
      wall: StationTime(WallTime(milliseconds: 1_768_032_000_000)), clockQuality: .kept,
      goalSeconds: 28_800, sequence: 1, hubs: [StationHub(hub: hub, site: "s1", ward: "w1")],
      beds: beds ?? [bed(hub: hub)], alarms: alarms, isTest: isTest)
  }

  static func view(
    _ snapshot: StationSnapshot, boot: BootIdentifier = boot, at seconds: Double = 0
  ) -> RelayedView {
    RelayedView(
      snapshot: snapshot,
      stamp: MessageStamp(
        boot: boot, sequence: 0, at: Instant(seconds: seconds),
        wall: WallTime(milliseconds: 1_768_032_000_000 + Int64(seconds * 1000)), quality: .kept))
  }

  static func message(
    _ snapshot: StationSnapshot, boot: BootIdentifier = boot, sequence: Int64 = 1,
    at seconds: Double = 0, unconfirmed: [AlarmIdentifier] = []
  ) -> StationMessage {
    StationMessage(
      view(snapshot, boot: boot, at: seconds), sequence: sequence, unconfirmed: unconfirmed)
  }
}

extension Instant {
  /// Seconds on a test's timeline.
  static func s(_ seconds: Double) -> Instant { Instant(seconds: seconds) }
}
