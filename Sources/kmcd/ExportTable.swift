import CareModel
import Presentation

/// A table of the export: its columns, with units in their names, and a row of one event.
enum ExportTable: String, CaseIterable {
  case days, sessions, stretches, alarms, readings

  /// The table to which an event of this kind belongs.
  init?(eventKind kind: String) {
    switch kind {
    case "day": self = .days
    case "session": self = .sessions
    case "contact", "unobserved": self = .stretches
    case "alarm", "response", "standby", "alarm-test": self = .alarms
    default: return nil
    }
  }

  var columns: [String] {
    let origin = ["boot", "sequence"]
    return switch self {
    case .days:
      [
        "infant", "date", "contact_h", "contact_s", "no_contact_s", "unobserved_s", "covered_s",
        "goal", "goal_reached", "first_contact_utc", "first_hour_s", "first_contact_age_h",
        "immediate_kmc", "revision", "redated_by_s", "date_uncertain", "written_utc",
        "clock_quality",
      ] + origin
    case .sessions:
      [
        "infant", "from_utc", "to_utc", "clock_quality", "from_t_s", "to_t_s", "contact_s",
        "pauses", "short", "provider", "mother_s", "father_s", "family_s", "unknown_s",
        "confidence", "first_hour_s", "first_contact_age_h", "immediate_kmc", "revision",
      ] + origin
    case .stretches:
      [
        "infant", "kind", "from_utc", "to_utc", "clock_quality", "from_t_s", "to_t_s", "length_s",
        "provider", "confidence", "late", "reason",
      ] + origin
    case .alarms:
      [
        "utc", "clock_quality", "t_s", "alarm_id", "kind", "infant", "room", "device", "port",
        "condition", "class", "priority", "state", "since_utc", "response", "by", "until_utc",
        "output", "reason",
      ] + origin
    case .readings:
      [
        "utc", "clock_quality", "t_s", "device", "measured_utc", "clasp", "contact_fraction",
        "force_n", "tilt_deg", "motion_mg", "inner_c", "outer_c", "temp_c", "rh_pct", "battery_mv",
        "faults", "boot",
      ]
    }
  }

  func row(_ event: ExportedEvent) -> [ExportCell] {
    switch self {
    case .days: Self.day(event) + event.origin
    case .sessions: Self.session(event) + event.origin
    case .stretches: Self.stretch(event) + event.origin
    case .alarms: Self.alarm(event) + event.origin
    case .readings: []
    }
  }

  private static func day(_ event: ExportedEvent) -> [ExportCell] {
    let line = event.line
    return [
      ExportCell(text: line.infant), ExportCell(text: line.date),
      ExportCell(line.contactSeconds.map { $0 / 3600 }, decimals: 2),
      ExportCell(line.contactSeconds, decimals: 3), ExportCell(line.noContactSeconds, decimals: 3),
      ExportCell(line.unobservedSeconds, decimals: 3),
      ExportCell(line.coveredSeconds, decimals: 3), ExportCell(text: line.goal),
      ExportCell(text: line.goalReached), event.utc(line.firstContact),
      ExportCell(line.firstHourSeconds, decimals: 3),
      ExportCell(line.firstContactAgeHours, decimals: 3), ExportCell(text: line.immediate),
      ExportCell(line.revision ?? 1), ExportCell(line.redatedBySeconds, decimals: 3),
      ExportCell(line.dateUncertain ?? false), event.utc(event.stored.instant), event.quality,
    ]
  }

  private static func session(_ event: ExportedEvent) -> [ExportCell] {
    let line = event.line
    var shares = line.providersSeconds ?? [:]
    if shares.isEmpty, let provider = line.provider { shares[provider] = line.contactSeconds }
    return [
      ExportCell(text: line.infant), event.utc(line.from), event.utc(line.to), event.quality,
      ExportCell(line.from, decimals: 3), ExportCell(line.to, decimals: 3),
      ExportCell(line.contactSeconds, decimals: 3), ExportCell(line.pauses),
      ExportCell(line.short), ExportCell(text: line.provider),
      ExportCell(shares[Provider.mother.rawValue], decimals: 3),
      ExportCell(shares[Provider.father.rawValue], decimals: 3),
      ExportCell(shares[Provider.family.rawValue], decimals: 3),
      ExportCell(shares[Provider.unknown.rawValue], decimals: 3),
      ExportCell(line.confidence, decimals: 3), ExportCell(line.firstHourSeconds, decimals: 3),
      ExportCell(line.firstContactAgeHours, decimals: 3), ExportCell(text: line.immediate),
      ExportCell(line.revision ?? 1),
    ]
  }

  private static func stretch(_ event: ExportedEvent) -> [ExportCell] {
    let line = event.line
    var length: Double?
    if let from = line.from, let to = line.to { length = to - from }
    return [
      ExportCell(text: line.infant), .plain(event.stored.kind), event.utc(line.from),
      event.utc(line.to), event.quality, ExportCell(line.from, decimals: 3),
      ExportCell(line.to, decimals: 3), ExportCell(length, decimals: 3),
      ExportCell(text: line.provider), ExportCell(line.confidence, decimals: 3),
      ExportCell(line.late), ExportCell(text: line.reason),
    ]
  }

  private static func alarm(_ event: ExportedEvent) -> [ExportCell] {
    let line = event.line
    return [
      event.utc(event.at), event.quality, ExportCell(event.at.seconds, decimals: 3),
      ExportCell(text: line.id), .plain(event.stored.kind), ExportCell(text: line.infant),
      ExportCell(text: line.room), ExportCell(text: line.device), ExportCell(text: line.port),
      ExportCell(text: line.condition), ExportCell(text: line.alarmClass),
      ExportCell(text: line.priority), ExportCell(text: line.state),
      event.utc(line.since ?? line.from),
      ExportCell(text: line.response), ExportCell(text: line.by), event.utc(line.until),
      ExportCell(text: line.output), ExportCell(text: line.reason),
    ]
  }
}
