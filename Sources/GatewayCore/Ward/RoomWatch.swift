import CareLogic
import CareModel

/// A room, known by its ward thermometer.
struct RoomWatch: Codable, Sendable {
  let room: DeviceIdentifier
  var temperature = TemperatureFilter()
  var cold: MonitoredCondition

  init(_ room: DeviceIdentifier) {
    self.room = room
    cold = MonitoredCondition(.coldRoom, of: .room(room), room: room, levels: 1)
  }
}
