import CareModel
import Foundation
import StationModel

/// The commands of the fixture's standard input.
enum FixtureCommand {
  static func run(_ line: String, _ ward: ScriptedWard) -> String {
    let words = line.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("alarm", 2):
      guard let priority = AlarmPriority(rawValue: words[1]) else { break }
      return "ok \(ward.raise(priority))"
    case ("resolve", 1):
      ward.resolveAll()
      return "ok"
    case ("stop", 1), ("start", 1):
      let isOnline = words[0] == "start"
      ward.change { snapshot in
        for index in snapshot.hubs.indices {
          snapshot.hubs[index].isOnline = isOnline
          snapshot.hubs[index].silentSeconds = isOnline ? 0 : 40
        }
        // As a station that hears its hubs through a broker raises it.
        snapshot.alarms.removeAll { $0.condition == .deviceSilent }
        guard !isOnline else { return }
        snapshot.alarms.append(
          StationAlarm(
            id: "station/hub-1/device-silent/1", hub: "hub-1", subject: "hub-1", infant: nil,
            bed: nil, room: nil, condition: .deviceSilent, alarmClass: nil, kind: .technical,
            priority: .high, since: nil, forSeconds: 40))
      }
      return "ok"
    case ("freeze", 1):
      ward.freeze()
      return "ok"
    case ("thaw", 1):
      ward.thaw()
      return "ok"
    case ("test", 1), ("endtest", 1):
      ward.change { $0.isTest = words[0] == "test" }
      return "ok"
    case ("contact", 3):
      guard let contact = StationBed.Contact(rawValue: words[2]) else { break }
      ward.change { snapshot in
        for index in snapshot.beds.indices where snapshot.beds[index].bed == words[1] {
          snapshot.beds[index].contact = contact
          snapshot.beds[index].reason = contact == .unobserved ? "binder silent" : nil
        }
      }
      return "ok"
    case ("stations", 2):
      ward.change { $0.stationTest = StationTest(rawValue: words[1]) }
      return "ok"
    case ("drawn", 1): return "ok \(ward.drawn.last ?? 0)"
    case ("quit", 1): exit(0)
    default: break
    }
    return "error: no command `\(line)`"
  }
}
