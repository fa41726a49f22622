import CareModel
import TestSupport
import Testing
import WireProtocol

@testable import Devices

/// Any reading that a board can have survives the wire within half a step of its field.
@Suite struct DriverRoundTripTests {
  static let cases = DeviceCatalogue.drivers.flatMap { driver in
    (UInt64(1)...5).map { (driver.name, $0) }
  }

  @Test(arguments: cases)
  func readingComesBack(name: String, seed: UInt64) throws {
    let driver = try #require(DeviceCatalogue.driver(named: name))
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let sent = randomReading(kind: driver.kind, using: &generator)
      let header = BoardHeader(
        kind: driver.kind, serial: SerialNumber(5), bootCounter: 1, uptimeMilliseconds: 2)
      let frame = try BoardMessage.report(sent, stored: nil)
        .frame(from: header, address: 0, sequence: 0)
      var decoder = FrameDecoder(accepting: .fromBoard)
      let results = decoder.push(try FrameEncoder.encode(frame))
      let arrived = try #require(try results.first?.get())
      let (reading, notes) = driver.reading(from: arrived.fields)
      #expect(notes.isClean, "\(name) seed \(seed): \(notes)")
      expectSame(sent, reading, "\(name) seed \(seed)")
      #expect(try driver.fields(for: reading) == frame.fields, "\(name) seed \(seed)")
    }
  }

  private func expectSame(_ sent: Reading, _ got: Reading, _ note: Comment) {
    #expect(sent.clasp == got.clasp, note)
    #expect(isNear(sent.contact, got.contact, step: 0.0001), note)
    #expect(isNear(sent.force, got.force, step: 0.01), note)
    #expect(isNear(sent.tilt, got.tilt, step: 0.1), note)
    #expect(isNear(sent.motion, got.motion, step: 0.1), note)
    #expect(isNear(sent.inner, got.inner, step: 0.01), note)
    #expect(isNear(sent.outer, got.outer, step: 0.01), note)
    #expect(isNear(sent.temperature, got.temperature, step: 0.01), note)
    #expect(isNear(sent.humidity, got.humidity, step: 0.01), note)
    #expect(isNear(sent.battery, got.battery, step: 1), note)
  }

  private func isNear<Value: Quantity>(
    _ sent: Observed<Value>, _ got: Observed<Value>, step: Double
  ) -> Bool {
    if case (.value(let left), .value(let right)) = (sent, got) {
      return abs(left.number - right.number) <= step / 2 + 1e-9
    }
    return sent == got
  }

  private func randomReading(
    kind: DeviceKind, using generator: inout SeededGenerator
  ) -> Reading {
    func any<Value: Quantity>(_ range: ClosedRange<Double>) -> Observed<Value> {
      let draw = Int.random(in: 0..<10, using: &generator)
      if draw == 0 { return .unsupported }
      if draw == 1 {
        return .invalid(
          SensorFault.allCases.filter { $0 != .implausible }
            .randomElement(using: &generator) ?? .unspecified)
      }
      return .value(Value(Double.random(in: range, using: &generator)))
    }
    var reading = Reading()
    reading.battery = any(500...5000)
    switch kind {
    case .binder:
      reading.clasp =
        Bool.random(using: &generator)
        ? .value(Bool.random(using: &generator))
        : .invalid(.openCircuit)
      reading.contact = any(0...1)
      reading.force = any(0...655.35)
      reading.tilt = any(-180...180)
      reading.motion = any(0...6553.5)
      reading.inner = any(-30...60)
      reading.outer = any(-30...60)
    case .skinProbe: reading.temperature = any(5...45)
    default:
      reading.temperature = any(-30...60)
      reading.humidity = any(0...100)
    }
    return reading
  }
}
