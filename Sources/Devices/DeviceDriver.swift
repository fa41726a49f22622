import CareModel
import WireProtocol

/// One kind of board: its number on the wire, its name, and which values its frames carry.
///
/// To add a kind, write its driver, name it in `DeviceCatalogue`, and add its vector file.
public protocol DeviceDriver: Sendable {
  /// The number in the header of this kind's frames.
  static var kind: DeviceKind { get }
  /// The name in configuration and messages, and of the kind's vector file.
  static var name: String { get }
  /// The values that a board of this kind may send, in the order in which they are encoded.
  static var measuredFields: [MeasuredField] { get }
}

extension DeviceDriver {
  /// What the fields say, and what of them was left aside.
  ///
  /// A value that the frame lacks stays `.unsupported`; a fault beside a value overrules it.
  public static func reading(
    from fields: FieldList
  ) -> (reading: Reading, notes: DecodingNotes) {
    let index = FieldIndex(fields)
    var notes = index.notes
    let reading = reading(in: index, notes: &notes)
    return (reading, notes)
  }

  static func reading(in index: FieldIndex, notes: inout DecodingNotes) -> Reading {
    let layout = measuredFields
    var reading = Reading()
    var own = 0
    for field in layout {
      guard let bits = index.measuredBits(field.tag) else { continue }
      own += 1
      if !field.decode(bits, &reading) { notes.implausibleValues += 1 }
    }
    notes.foreignFields += index.measuredCount - own
    for (tag, reason) in index.pairs(.faults) {
      guard let field = layout.first(where: { $0.tag.rawValue == tag }) else {
        notes.foreignFields += 1
        continue
      }
      field.invalidate(SensorFault(onWire: reason), &reading)
    }
    return reading
  }

  /// The fields that a board of this kind sends for a reading; values of other kinds are left out.
  ///
  /// Throws where a kind lists so many fields that their faults do not fit one field.
  public static func fields(for reading: Reading) throws(FrameEncodingError) -> FieldList {
    var list = FieldList()
    var faults: [UInt8] = []
    for field in measuredFields {
      switch field.encode(reading) {
      case .nothing: break
      case .bits(let bits) where field.length == 1:
        list.append(field.tag, integer: UInt8(truncatingIfNeeded: bits))
      case .bits(let bits): list.append(field.tag, integer: bits)
      case .fault(let fault): faults += [field.tag.rawValue, fault.rawValue]
      }
    }
    if !faults.isEmpty { try list.append(.faults, bytes: faults) }
    return list
  }
}

extension SensorFault {
  /// The reason that a board gave; one that this version does not know is `.unspecified`.
  init(onWire code: UInt8) {
    let fault = SensorFault(rawValue: code)
    self = fault == .implausible ? .unspecified : fault ?? .unspecified
  }
}
