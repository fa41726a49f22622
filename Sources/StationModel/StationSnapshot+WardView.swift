import CareLogic
import CareModel
import GatewayCore

extension StationSnapshot {
  /// The page of one hub that answers by itself.
  ///
  /// `sequence` rises with every view; `goal` is the contact a day that is aimed at.
  public init(
    _ view: WardView, hub: StationHub, goal: TimeLength, sequence: Int, isTest: Bool,
    stationTest: StationTest? = nil
  ) {
    self.init(
      wall: view.wall.map { StationTime($0) }, clockQuality: view.clockQuality,
      goalSeconds: goal.wholeSeconds, sequence: sequence, hubs: [hub],
      beds: view.beds.map { StationBed($0, hub: hub.hub, at: view.at) },
      alarms: view.alarms.map { StationAlarm($0, hub: hub.hub, at: view.at, wall: view.wall) },
      isTest: isTest, stationTest: stationTest)
  }
}

extension StationBed {
  init(_ bed: WardView.Bed, hub: String, at now: Instant) {
    let contact: Contact
    var reason: String?
    switch bed.contact {
    case .contact: contact = .contact
    case .noContact: contact = .noContact
    case .unobserved(let words):
      contact = .unobserved
      reason = words
    }
    self.init(
      hub: hub, bed: bed.bed ?? bed.infant.name, infant: bed.infant, contact: contact,
      reason: reason, probability: bed.probability,
      provider: bed.provider == .unknown ? nil : bed.provider,
      today: Hours(
        contactSeconds: bed.today.contact.wholeSeconds,
        noContactSeconds: bed.today.noContact.wholeSeconds,
        unobservedSeconds: bed.today.unobserved.wholeSeconds,
        coveredSeconds: bed.today.covered.wholeSeconds),
      goal: bed.goal?.reached, skinCelsius: bed.skin?.shown, isSkinDoubted: bed.skinIsDoubted,
      roomCelsius: bed.room?.shown,
      standbySeconds: bed.standby.map { max(0, ($0.until - now).wholeSeconds) })
  }
}

extension StationAlarm {
  init(_ alarm: WardView.Alarm, hub: String, at now: Instant, wall: WallTime?) {
    let length = max(.zero, now - alarm.since)
    let response: Response? =
      switch alarm.response {
      case .acknowledged: .acknowledged
      case .paused: .paused
      case .reminder, .escalated, nil: nil
      }
    self.init(
      id: alarm.identifier, hub: hub, subject: alarm.subject.name, infant: alarm.infant,
      bed: alarm.bed, room: alarm.room?.name, beds: alarm.beds, condition: alarm.condition,
      alarmClass: alarm.alarmClass, kind: alarm.kind, priority: alarm.priority,
      since: wall.map {
        StationTime(WallTime(milliseconds: $0.milliseconds - length.milliseconds))
      },
      forSeconds: length.wholeSeconds, isFlapping: alarm.isFlapping, isLatched: alarm.isLatched,
      response: response, by: response == nil ? nil : alarm.by,
      remainingSeconds: response == nil
        ? nil : alarm.until.map { max(0, ($0 - now).wholeSeconds) })
  }
}

extension TimeLength {
  fileprivate var wholeSeconds: Int { Int(milliseconds / 1000) }
}

extension Celsius {
  /// Rounded as alarms judge it: what is judged is what is shown.
  fileprivate var shown: Double { Double(shownTenths) / 10 }
}
