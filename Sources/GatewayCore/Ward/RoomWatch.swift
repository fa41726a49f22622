import CareLogic
import CareModel

/// A room, known by its ward thermometer.
struct RoomWatch: Codable, Sendable {
  let room: DeviceIdentifier
  var temperature = TemperatureFilter()
  /// Index of the room's group of alarms; looked up anew after every assignment.
  var alarms = 0

  init(_ room: DeviceIdentifier) { self.room = room }
}
