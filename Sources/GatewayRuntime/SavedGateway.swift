import CareModel
import Foundation
import GatewayCore

/// What a checkpoint's bytes hold: deflated JSON.
struct SavedGateway: Codable {
  /// Raised whenever this or the core's state changes its shape.
  static let version = GatewayCheckpoint.version

  var core: GatewayCheckpoint
  /// The dyads that the configuration named when they were last applied.
  var configuredDyads: [Assignment]

  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // A figure that went astray must not cost the whole state.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try DeflatedBytes.packed(Array(try encoder.encode(self)))
  }

  /// Errors: the bytes are not whole, or not of this version.
  static func decoded(_ bytes: [UInt8]) throws -> SavedGateway {
    // Plain JSON is what releases before wrote; what is deflated begins otherwise.
    let isPlain = bytes.first == UInt8(ascii: "{")
    let text = isPlain ? bytes : try DeflatedBytes.unpacked(bytes)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(SavedGateway.self, from: Data(text))
  }
}
