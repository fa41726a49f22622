import CareModel
import Foundation
import StationModel

/// The alarm messages that a station has heard, newest first and without repeats.
struct AlarmMemory: Sendable {
  /// What of an `alarm` message is shown, of both schemas; other keys are ignored.
  private struct Body: Decodable {
    var id: String
    var alarm: AlarmIdentifier
    var infant: InfantIdentifier?
    var room: String?
    var device: String?
    var port: String?
    var condition: AlarmCondition?
    var alarmClass: AlarmClass?
    var priority: AlarmPriority?
    var state: StationAlarmRecord.State?
    var response: StationAlarmRecord.State?
    var by: PersonIdentifier?
    var wall: StationTime?

    enum CodingKeys: String, CodingKey {
      case id
      case alarm = "alarm_id"
      case infant, room, device, port, condition
      case alarmClass = "class"
      case priority, state, response, by, wall
    }
  }

  private var records: [StationAlarmRecord] = []
  private var identifiers: Set<String> = []
  private var order: [String] = []

  /// Local choice: some days of a busy ward.
  private static let recordsMost = 1000

  /// False where it is no alarm message that can be shown.
  mutating func take(_ body: [UInt8], of hub: String) -> Bool {
    let heard: Body
    do {
      heard = try JSONDecoder().decode(Body.self, from: Data(body))
    } catch {
      return false
    }
    guard let state = heard.state ?? heard.response else { return false }
    guard identifiers.insert(heard.id).inserted else { return true }
    order.append(heard.id)
    // An answer does not say again whose alarm it is.
    let about = records.last { $0.id == heard.alarm }
    records.append(
      StationAlarmRecord(
        id: heard.alarm, hub: hub,
        subject: heard.device ?? heard.port ?? heard.room ?? heard.infant?.name ?? about?.subject
          ?? Self.subject(of: heard.alarm),
        infant: heard.infant ?? about?.infant, condition: heard.condition ?? about?.condition,
        alarmClass: heard.alarmClass ?? about?.alarmClass,
        priority: heard.priority ?? about?.priority, state: state, at: heard.wall, by: heard.by))
    if records.count > Self.recordsMost {
      records.removeFirst()
      identifiers.remove(order.removeFirst())
    }
    return true
  }

  func last(_ count: Int) -> [StationAlarmRecord] { records.suffix(max(0, count)).reversed() }

  private static func subject(of alarm: AlarmIdentifier) -> String {
    let parts = alarm.name.split(separator: "/")
    return parts.count == 4 ? String(parts[1]) : "gateway"
  }
}
