@testable import SimulatedWard

/// What the sensors of one bed read, until a test changes it.
struct Conditions: Sendable {
  var isClasped = true
  var skinCentidegrees: Int16 = 3680
  var roomCentidegrees: Int16 = 2400
  var batteryMillivolts: UInt16 = 3000

  /// An infant on the chest: every signal of a full binder says so.
  func measurement(_ sensors: SensorSet) -> BoardMeasurement {
    var measured = BoardMeasurement(sensors: sensors)
    measured.isClasped = isClasped
    measured.contactTenThousandths = isClasped ? 7000 : 300
    measured.forceCentinewtons = isClasped ? 300 : 0
    measured.tiltTenthDegrees = 450
    measured.motionTenthMilliG = isClasped ? 100 : 2
    measured.innerCentidegrees = isClasped ? 3480 : roomCentidegrees
    measured.outerCentidegrees = isClasped ? 2800 : roomCentidegrees
    measured.temperatureCentidegrees =
      sensors.contains(.humidity) ? roomCentidegrees : skinCentidegrees
    measured.humidityCentipercent = 4500
    measured.batteryMillivolts = batteryMillivolts
    return measured
  }
}
