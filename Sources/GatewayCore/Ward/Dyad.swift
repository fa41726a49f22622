import CareLogic
import CareModel

/// One infant in the gateway's care with everything that is known and booked of it.
struct Dyad: Codable, Sendable {
  var assignment: Assignment
  var detector: ContactDetector
  var ledger: InfantLedger
  var sessions = SessionTracker()
  var days: DayBook
  /// Since when this binder is the infant's: what it stored before is somebody else's.
  var binderSince: Instant
  /// Who has had the infant, as assigned.
  var providers: ProviderTimeline
  var branch: HistoryBranch?
  /// Index of the room's thermometer; looked up anew after every assignment.
  var roomDevice: Int?

  var skin = TemperatureFilter()
  var attachment = ProbeAttachment()
  var trend = FallingTrend()
  /// Index of the infant's group of alarms; looked up anew after every assignment.
  var alarms = 0
  var standby: WardView.Standby?
  /// When it is worth looking again whether the day's goal can still be reached.
  var goalLook: Instant?
  /// The day that was looked at last.
  var goalDay: LocalDate?
  /// Axillary minus skin, at most one degree either way; shown, never applied.
  var axillaryOffset: Celsius?

  var infant: InfantIdentifier { assignment.infant }

  init(
    _ assignment: Assignment, at now: Instant, settings: CareSettings,
    calibration: BinderCalibration
  ) {
    let reason = Self.waitingReason(assignment)
    self.assignment = assignment
    detector = ContactDetector(
      startingAt: now, reason: reason, settings: settings, calibration: calibration)
    ledger = InfantLedger(startingAt: now, state: .unobserved(reason))
    days = DayBook(startingAt: now)
    binderSince = now
    goalLook = now
    providers = ProviderTimeline(assignment.provider)
  }

  static func waitingReason(_ assignment: Assignment) -> String {
    assignment.binder.map { "\($0) not heard yet" } ?? "no binder assigned"
  }

  /// When the open session is surely over; nil while open contact may still join it.
  func sessionDeadline(settings: CareSettings) -> Instant? {
    guard let last = sessions.lastContactEnd else { return nil }
    let joins = ledger.openFrom - last <= settings.sessionPauseAtMost
    if ledger.openState == .contact, joins { return nil }
    return sessions.deadline(settings: settings)
  }
}
