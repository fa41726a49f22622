import CareModel
import KMCProtocolC

/// Which of the measured fields a board has.
public struct SensorSet: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let clasp = SensorSet(rawValue: 1 << 0)
  public static let contact = SensorSet(rawValue: 1 << 1)
  public static let force = SensorSet(rawValue: 1 << 2)
  public static let tilt = SensorSet(rawValue: 1 << 3)
  public static let motion = SensorSet(rawValue: 1 << 4)
  public static let inner = SensorSet(rawValue: 1 << 5)
  public static let outer = SensorSet(rawValue: 1 << 6)
  public static let temperature = SensorSet(rawValue: 1 << 7)
  public static let humidity = SensorSet(rawValue: 1 << 8)
  public static let battery = SensorSet(rawValue: 1 << 9)

  public static let fullBinder: SensorSet = [
    .clasp, .contact, .force, .tilt, .motion, .inner, .outer, .battery,
  ]
  public static let probe: SensorSet = [.temperature, .battery]
  public static let wardThermometer: SensorSet = [.temperature, .humidity, .battery]

  /// The tags on the wire; they count up from clasp in the order of the bits.
  var tags: [UInt8] {
    (0..<10).filter { rawValue & (1 << $0) != 0 }.map { UInt8(KMC_TAG_CLASP.rawValue) + UInt8($0) }
  }
}

/// One measurement of a board, in the whole numbers that go over the wire.
public struct BoardMeasurement: Hashable, Sendable {
  public var sensors: SensorSet
  public var isClasped = false
  public var contactTenThousandths: UInt16 = 0
  public var forceCentinewtons: UInt16 = 0
  public var tiltTenthDegrees: Int16 = 0
  public var motionTenthMilliG: UInt16 = 0
  public var innerCentidegrees: Int16 = 0
  public var outerCentidegrees: Int16 = 0
  public var temperatureCentidegrees: Int16 = 0
  public var humidityCentipercent: UInt16 = 0
  public var batteryMillivolts: UInt16 = 0

  public init(sensors: SensorSet) { self.sensors = sensors }

  /// The same in the gateway's terms, with nothing lost or added.
  public var reading: Reading {
    var reading = Reading()
    if sensors.contains(.clasp) { reading.clasp = .value(isClasped) }
    if sensors.contains(.contact) {
      reading.contact = .value(ElectrodeLevel(Double(contactTenThousandths) / 10_000))
    }
    if sensors.contains(.force) {
      reading.force = .value(Newtons(Double(forceCentinewtons) / 100))
    }
    if sensors.contains(.tilt) {
      reading.tilt = .value(TiltDegrees(Double(tiltTenthDegrees) / 10))
    }
    if sensors.contains(.motion) {
      reading.motion = .value(MilliG(Double(motionTenthMilliG) / 10))
    }
    if sensors.contains(.inner) { reading.inner = .value(Self.celsius(innerCentidegrees)) }
    if sensors.contains(.outer) { reading.outer = .value(Self.celsius(outerCentidegrees)) }
    if sensors.contains(.temperature) {
      reading.temperature = .value(Self.celsius(temperatureCentidegrees))
    }
    if sensors.contains(.humidity) {
      reading.humidity = .value(RelativeHumidity(Double(humidityCentipercent) / 100))
    }
    if sensors.contains(.battery) {
      reading.battery = .value(Millivolts(Double(batteryMillivolts)))
    }
    return reading
  }

  private static func celsius(_ centidegrees: Int16) -> Celsius {
    Celsius(Double(centidegrees) / 100)
  }

  func put(into encoder: inout kmc_encoder) {
    if sensors.contains(.clasp) { kmc_put_clasp(&encoder, isClasped) }
    if sensors.contains(.contact) { kmc_put_contact(&encoder, contactTenThousandths) }
    if sensors.contains(.force) { kmc_put_force(&encoder, forceCentinewtons) }
    if sensors.contains(.tilt) { kmc_put_tilt(&encoder, tiltTenthDegrees) }
    if sensors.contains(.motion) { kmc_put_motion(&encoder, motionTenthMilliG) }
    if sensors.contains(.inner) { kmc_put_inner(&encoder, innerCentidegrees) }
    if sensors.contains(.outer) { kmc_put_outer(&encoder, outerCentidegrees) }
    if sensors.contains(.temperature) { kmc_put_temperature(&encoder, temperatureCentidegrees) }
    if sensors.contains(.humidity) { kmc_put_humidity(&encoder, humidityCentipercent) }
    if sensors.contains(.battery) { kmc_put_battery(&encoder, batteryMillivolts) }
  }
}
