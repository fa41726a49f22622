import CareModel
import Foundation
import GatewayCore

/// A checkpoint as the daemon writes it, number for number.
struct SavedCore {
  let bytes: Data

  init(bytes: Data) { self.bytes = bytes }

  init(_ core: GatewayCore) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    bytes = try encoder.encode(core.checkpoint)
  }

  init(_ ward: Ward) throws {
    try self.init(
      GatewayCore(ward: ward, ports: [], registry: LinkRegistry([:]), lastInput: 0))
  }

  func checkpoint() throws -> GatewayCheckpoint {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(GatewayCheckpoint.self, from: bytes)
  }

  /// The ward as it goes on after a restart.
  func ward(
    _ settings: CareSettings = CareSettings(), _ calendar: FacilityCalendar = .utc
  ) throws -> Ward {
    Ward(settings: settings, calendar: calendar, restoring: try checkpoint().ward)
  }
}
