import CareModel

extension AlarmRows {
  /// A row about the gateway itself: what it is told stands until it is told otherwise.
  private func own(
    _ condition: AlarmCondition, _ priority: AlarmPriority, after delay: TimeLength,
    threshold: String, over: String, inhibitions: [AlarmInhibition] = []
  ) -> AlarmRule {
    row(
      condition, .technical,
      [
        AlarmRule.Level(
          priority: priority,
          timing: timing(raise: delay, resolve: .zero, forgiven: .zero, clearsByTime: true),
          threshold: threshold, over: over)
      ], source: "local choice", inhibitions: inhibitions)
  }

  var portLost: AlarmRule {
    own(
      .portLost, priorities.portLost, after: settings.portLostDelay,
      threshold: "a serial port cannot be opened", over: "it is open")
  }

  var clockUntrusted: AlarmRule {
    func level(_ delay: TimeLength, _ threshold: String) -> AlarmRule.Level {
      AlarmRule.Level(
        priority: priorities.clockUntrusted,
        timing: timing(raise: delay, resolve: .zero, forgiven: .zero, clearsByTime: true),
        threshold: threshold, over: "a person or a time source has said what time it is")
    }
    return row(
      .clockUntrusted, .technical,
      [
        level(alarms.clockUnsetDelay, "nobody knows what time it is"),
        level(alarms.clockKeptDelay, "the time was carried over a restart of the machine"),
      ], source: "local choice")
  }

  var storeFailing: AlarmRule {
    own(
      .storeFailing, priorities.storeFailing, after: alarms.storeFailingDelay,
      threshold: "nothing can be saved", over: "saving works again")
  }

  var diskFilling: AlarmRule {
    own(
      .diskFilling, priorities.diskFilling, after: alarms.diskFillingDelay,
      threshold: "the disk has little room left", over: "it has room again",
      inhibitions: [AlarmInhibition(levelsBelow: 1, by: .storeFailing)])
  }

  var uplinkBehind: AlarmRule {
    own(
      .uplinkBehind, priorities.uplinkBehind, after: alarms.uplinkBehindDelay,
      threshold: "what is to be sent waits for too long, or fills its room", over: "it moves again")
  }

  var configurationRefused: AlarmRule {
    own(
      .configurationRefused, priorities.configurationRefused,
      after: alarms.configurationRefusedDelay,
      threshold: "the configuration file cannot be used", over: "a good one is read")
  }

  var outputFailed: AlarmRule {
    own(
      .outputFailed, priorities.outputFailed, after: alarms.outputFailedDelay,
      threshold:
        "a relay, a lamp or a buzzer does not do what it is told, a button cannot be read, "
        + "or the station's page cannot be served (`station-page`)", over: "it does again")
  }

  var stationUnreachable: AlarmRule {
    own(
      .stationUnreachable, priorities.stationUnreachable, after: alarms.stationUnreachableDelay,
      threshold: "the nurse station has not confirmed an alarm", over: "it confirms again")
  }
}
