import CareModel
import Testing
import WireProtocol

@testable import Devices

@Suite struct DriverDecodingTests {
  @Test func exactValues() {
    var fields = FieldList()
    fields.append(.clasp, integer: UInt8(1))
    fields.append(.contact, integer: UInt16(8300))
    fields.append(.force, integer: UInt16(310))
    fields.append(.tilt, integer: Int16(-480))
    fields.append(.motion, integer: UInt16(125))
    fields.append(.inner, integer: Int16(3490))
    fields.append(.outer, integer: Int16(-5))
    fields.append(.battery, integer: UInt16(3010))
    let (reading, notes) = BinderDriver.reading(from: fields)
    var expected = Reading()
    expected.clasp = .value(true)
    expected.contact = .value(ElectrodeLevel(0.83))
    expected.force = .value(Newtons(3.1))
    expected.tilt = .value(TiltDegrees(-48))
    expected.motion = .value(MilliG(12.5))
    expected.inner = .value(Celsius(34.9))
    expected.outer = .value(Celsius(-0.05))
    expected.battery = .value(Millivolts(3010))
    #expect(reading == expected)
    #expect(notes.isClean)
  }

  @Test func nothingMeasuredIsUnsupportedNotZero() {
    for driver in DeviceCatalogue.drivers {
      #expect(driver.reading(from: FieldList()).reading == Reading())
    }
  }

  struct Bound: CustomTestStringConvertible {
    let driver: String
    let tag: FieldTag
    let raw: Int
    let isPlausible: Bool
    var testDescription: String { "\(driver) field \(tag.rawValue) = \(raw)" }
  }

  /// Both sides of every bound.
  static let bounds: [Bound] = {
    let table: [(String, FieldTag, ClosedRange<Int>)] = [
      ("binder", .clasp, 0...1), ("binder", .contact, 0...10_000),
      ("binder", .tilt, -1800...1800), ("binder", .inner, -3000...6000),
      ("binder", .outer, -3000...6000), ("binder", .battery, 500...5000),
      ("skin-probe", .temperature, 500...4500), ("skin-probe", .battery, 500...5000),
      ("ward-thermometer", .temperature, -3000...6000),
      ("ward-thermometer", .humidity, 0...10_000), ("ward-thermometer", .battery, 500...5000),
    ]
    let unsigned: Set<FieldTag> = [.clasp, .contact, .humidity, .battery]
    return table.flatMap { driver, tag, range in
      [
        (range.lowerBound - 1, false), (range.lowerBound, true), (range.upperBound, true),
        (range.upperBound + 1, false),
      ].filter { $0.0 >= 0 || !unsigned.contains(tag) }.map {
        Bound(driver: driver, tag: tag, raw: $0.0, isPlausible: $0.1)
      }
    }
  }()

  @Test(arguments: bounds)
  func boundOfPlausibility(bound: Bound) throws {
    let driver = try #require(DeviceCatalogue.driver(named: bound.driver))
    var fields = FieldList()
    if bound.tag == .clasp {
      fields.append(bound.tag, integer: UInt8(bound.raw))
    } else {
      fields.append(bound.tag, integer: UInt16(truncatingIfNeeded: bound.raw))
    }
    let (reading, notes) = driver.reading(from: fields)
    #expect(notes.implausibleValues == (bound.isPlausible ? 0 : 1))
    let faults = faults(of: reading)
    #expect(faults == (bound.isPlausible ? [] : [.implausible]))
    if bound.isPlausible { #expect(try driver.fields(for: reading) == fields) }
  }

  private func faults(of reading: Reading) -> [SensorFault] {
    func fault<Value>(_ observed: Observed<Value>) -> SensorFault? {
      if case .invalid(let fault) = observed { fault } else { nil }
    }
    return [
      fault(reading.clasp), fault(reading.contact), fault(reading.force), fault(reading.tilt),
      fault(reading.motion), fault(reading.inner), fault(reading.outer),
      fault(reading.temperature), fault(reading.humidity), fault(reading.battery),
    ].compactMap { $0 }
  }

  @Test(
    arguments: [
      (0, .unspecified), (1, .openCircuit), (2, .shortCircuit), (3, .outOfRange), (4, .busFault),
      (5, .notSettled), (6, .unspecified), (255, .unspecified),
    ] as [(UInt8, SensorFault)])
  func faultOverrulesTheValue(code: UInt8, fault: SensorFault) throws {
    var fields = FieldList()
    try fields.append(.faults, bytes: [FieldTag.temperature.rawValue, code])
    fields.append(.temperature, integer: Int16(3650))
    let (reading, notes) = SkinProbeDriver.reading(from: fields)
    #expect(reading.temperature == .invalid(fault))
    #expect(reading.battery == .unsupported)
    #expect(notes.isClean)
  }

  @Test func whatIsSkippedIsCounted() throws {
    var fields = FieldList()
    try fields.append(FieldTag(rawValue: 0x1A), bytes: [1, 2, 3])
    try fields.append(FieldTag(rawValue: 0xD0), bytes: [])
    try fields.append(.temperature, bytes: [1])
    fields.append(.temperature, integer: Int16(3650))
    fields.append(.temperature, integer: Int16(1000))
    fields.append(.humidity, integer: UInt16(5000))
    try fields.append(
      .faults, bytes: [FieldTag.clasp.rawValue, 1, FieldTag.battery.rawValue, 2])
    let (reading, notes) = SkinProbeDriver.reading(from: fields)
    #expect(reading.temperature == .value(Celsius(36.5)))
    #expect(reading.battery == .invalid(.shortCircuit))
    #expect(reading.humidity == .unsupported)
    var expected = DecodingNotes()
    expected.unknownFields = 2
    expected.wrongSizeFields = 1
    expected.repeatedFields = 1
    expected.foreignFields = 2
    #expect(notes == expected)

    var total = notes
    total += notes
    let sums = [
      total.unknownFields, total.wrongSizeFields, total.repeatedFields, total.foreignFields,
      total.implausibleValues,
    ]
    #expect(sums == [4, 2, 2, 4, 0])
  }

  @Test func valuesThatDoNotFitTheWireAreSentAsFaults() throws {
    for degrees in [400, -400, Double.nan, .infinity] {
      var reading = Reading()
      reading.temperature = .value(Celsius(degrees))
      let fields = try SkinProbeDriver.fields(for: reading)
      #expect(fields.bytes == [0x1F, 2, 0x17, 3])
    }
    var implausible = Reading()
    implausible.temperature = .invalid(.implausible)
    implausible.battery = .stale(Millivolts(3000))
    #expect(try SkinProbeDriver.fields(for: implausible).bytes == [0x1F, 2, 0x17, 3])
  }
}
