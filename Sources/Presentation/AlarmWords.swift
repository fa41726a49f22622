import CareModel

/// The one catalogue of what alarms are called, in English.
public enum AlarmWords {
  /// Loudness as a shape and a word: `!!! HIGH`, `!! medium`, `! low`.
  public static func priority(_ priority: AlarmPriority) -> String {
    switch priority {
    case .high: "!!! HIGH"
    case .medium: "!! medium"
    case .low: "! low"
    }
  }

  /// What was done about an alarm; empty while nobody answered.
  public static func response(_ response: ResponseEvent.Response?) -> String {
    switch response {
    case nil: ""
    case .acknowledged: "acknowledged"
    case .paused: "sound paused"
    case .reminder: "rings again"
    case .escalated: "not answered: louder"
    }
  }

  /// What is the matter, in a few words.
  public static func name(_ condition: AlarmCondition) -> String {
    switch condition {
    case .hypothermia: "hypothermia"
    case .fallingFast: "temperature falling fast"
    case .hyperthermia: "hyperthermia"
    case .coldRoom: "cold room"
    case .hotRoom: "hot room"
    case .probeDetached: "probe off"
    case .contactInterrupted: "contact interrupted"
    case .behindGoal: "behind the goal"
    case .deviceSilent: "device silent"
    case .batteryLow: "battery low"
    case .contradictorySignals: "signals contradict each other"
    case .portLost: "port lost"
    case .clockUntrusted: "clock not trusted"
    case .storeFailing: "store failing"
    case .diskFilling: "disk filling"
    case .uplinkBehind: "sending is behind"
    case .configurationRefused: "configuration refused"
    case .outputFailed: "alarm output failed"
    case .stationUnreachable: "nurse station not reached"
    }
  }

  /// What is the matter and, where it is known, what to do now.
  public static func text(
    _ condition: AlarmCondition, _ alarmClass: AlarmClass?, _ priority: AlarmPriority,
    of subject: AlarmSubject
  ) -> String {
    switch condition {
    case .hypothermia: hypothermia(alarmClass)
    case .fallingFast: "skin temperature is falling fast"
    case .hyperthermia: "suspected hyperthermia: confirm axillary"
    case .coldRoom: "room is cold"
    case .hotRoom: "room is hot"
    case .probeDetached:
      priority == .high ? "probe off or infant cold: check now" : "probe seems to be off the skin"
    case .contactInterrupted: "skin-to-skin contact interrupted"
    case .behindGoal: "behind today's goal of skin-to-skin hours"
    case .deviceSilent: "\(subject.name) is silent"
    case .batteryLow: "\(subject.name): battery low"
    case .contradictorySignals: "\(subject.name): signals contradict each other"
    case .portLost: "port \(subject.name) lost: check its cable"
    case .clockUntrusted: "clock cannot be trusted: check date and time"
    case .storeFailing: "store failing: nothing is being saved"
    case .diskFilling: "disk is filling up"
    case .uplinkBehind: "sending onwards is behind"
    case .configurationRefused: "the configuration file is refused: the last good one runs"
    case .outputFailed: "alarm output failed: watch this screen"
    case .stationUnreachable: "nurse station not reached: watch this screen"
    }
  }

  /// What else is to be known: the beds that it speaks for, that it comes and goes, that it is over.
  static func addition(beds: [String], isFlapping: Bool, isLatched: Bool) -> String {
    var text = ""
    if !beds.isEmpty { text += ", beds " + beds.joined(separator: ", ") }
    if isFlapping { text += ", comes and goes" }
    if isLatched { text += ", over: look and acknowledge" }
    return text
  }

  private static func hypothermia(_ alarmClass: AlarmClass?) -> String {
    switch alarmClass {
    case .mild: "suspected mild hypothermia"
    case .moderate: "suspected moderate hypothermia: confirm axillary"
    case .severe: "suspected severe hypothermia: confirm axillary now"
    case nil: "suspected hypothermia: confirm axillary"
    }
  }

  static func tint(_ priority: AlarmPriority) -> Tint {
    switch priority {
    case .high: .high
    case .medium: .medium
    case .low: .low
    }
  }
}
