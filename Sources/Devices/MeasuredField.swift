import CareModel
import WireProtocol

/// How one measured value lies on the wire and where it belongs in a reading.
public struct MeasuredField: Sendable {
  /// What there is to send of one value.
  enum Outgoing: Equatable {
    case nothing
    case bits(UInt16)
    case fault(SensorFault)
  }

  public let tag: FieldTag
  /// Bytes of the value, 1 or 2.
  let length: Int
  /// Puts the value into the reading; false where the value is implausible.
  let decode: @Sendable (UInt16, inout Reading) -> Bool
  let invalidate: @Sendable (SensorFault, inout Reading) -> Void
  let encode: @Sendable (Reading) -> Outgoing

  /// A signed or unsigned 16-bit number of steps, `stepsPerUnit` to the quantity's unit.
  ///
  /// What lies outside `plausible` (in the unit, ends included) becomes invalid, never a value.
  static func number<Value: Quantity>(
    _ tag: FieldTag, _ path: WritableKeyPath<Reading, Observed<Value>> & Sendable,
    signed: Bool, stepsPerUnit: Double, plausible: ClosedRange<Double>
  ) -> MeasuredField {
    MeasuredField(
      tag: tag, length: 2,
      decode: { bits, reading in
        let steps = signed ? Double(Int16(bitPattern: bits)) : Double(bits)
        let number = steps / stepsPerUnit
        let isPlausible = plausible.contains(number)
        reading[keyPath: path] = isPlausible ? .value(Value(number)) : .invalid(.implausible)
        return isPlausible
      },
      invalidate: { fault, reading in reading[keyPath: path] = .invalid(fault) },
      encode: { reading in
        outgoing(reading[keyPath: path]) { value in
          let steps = (value.number * stepsPerUnit).rounded()
          return signed
            ? Int16(exactly: steps).map(UInt16.init(bitPattern:)) : UInt16(exactly: steps)
        }
      })
  }

  /// One byte, 1 for true and 0 for false; any other becomes invalid.
  static func flag(
    _ tag: FieldTag, _ path: WritableKeyPath<Reading, Observed<Bool>> & Sendable
  ) -> MeasuredField {
    MeasuredField(
      tag: tag, length: 1,
      decode: { bits, reading in
        reading[keyPath: path] = bits <= 1 ? .value(bits == 1) : .invalid(.implausible)
        return bits <= 1
      },
      invalidate: { fault, reading in reading[keyPath: path] = .invalid(fault) },
      encode: { reading in outgoing(reading[keyPath: path]) { $0 ? 1 : 0 } })
  }

  /// A stale value is not sent, as a board sends only what it has just measured.
  private static func outgoing<Value>(
    _ observed: Observed<Value>, bits: (Value) -> UInt16?
  ) -> Outgoing {
    switch observed {
    case .value(let value): bits(value).map(Outgoing.bits) ?? .fault(.outOfRange)
    // The verdict "implausible" is the gateway's own and has no code on the wire.
    case .invalid(.implausible): .fault(.outOfRange)
    case .invalid(let fault): .fault(fault)
    case .stale, .unsupported: .nothing
    }
  }
}
