import CareModel
import Foundation
import Messages
import StationModel
import TraceFormat

/// The whole ward of one hub as stations show it, and what they are asked to confirm.
struct StationMessage: Hashable, Sendable {
  static let schema = "kmc/station/1"

  var boot: BootIdentifier
  /// Counts these messages within the boot, from 1.
  var sequence: Int64
  /// On the hub's timeline.
  var at: Instant
  var wall: WallTime?
  var quality: ClockQuality
  var unconfirmed: [AlarmIdentifier]
  var snapshot: StationSnapshot

  init(
    _ view: RelayedView, sequence: Int64, unconfirmed: [AlarmIdentifier]
  ) {
    boot = view.stamp.boot
    self.sequence = sequence
    at = view.stamp.at
    wall = view.stamp.wall
    quality = view.stamp.quality
    self.unconfirmed = unconfirmed
    snapshot = view.snapshot
  }

  /// A snapshot that cannot be written, such as one with a temperature that is no number.
  func body(of address: MessageAddress) throws(RelayRefusal) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let ward: Data
    do {
      ward = try encoder.encode(snapshot)
    } catch {
      throw RelayRefusal("the ward cannot be written for stations: \(error)")
    }
    var json = JSONLineWriter()
    json.put("schema", Self.schema)
    json.put(
      "id", "\(address.site)/\(address.ward)/\(address.hub)/\(boot)/station/\(sequence)")
    json.put("site", address.site)
    json.put("ward", address.ward)
    json.put("hub", address.hub)
    json.put("boot", boot.name)
    json.put("sequence", Int(clamping: sequence))
    json.put("t", at)
    if let wall { json.put("wall", wall.iso8601) } else { json.putNull("wall") }
    json.put("clock_quality", quality.rawValue)
    json.put("unconfirmed", strings: unconfirmed.map(\.name))
    json.put("snapshot", json: String(decoding: ward, as: UTF8.self))
    return Array(json.line.utf8)
  }
}

extension StationMessage: Decodable {
  private enum CodingKeys: String, CodingKey {
    case schema, boot, sequence, t, wall
    case quality = "clock_quality"
    case unconfirmed, snapshot
  }

  init(_ body: [UInt8]) throws(RelayRefusal) {
    do {
      self = try JSONDecoder().decode(StationMessage.self, from: Data(body))
    } catch {
      throw RelayRefusal("no message of a hub that this station understands: \(error)")
    }
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try values.decode(String.self, forKey: .schema)
    guard schema == Self.schema else {
      throw RelayRefusal("its schema is \(schema.prefix(64)), not \(Self.schema)")
    }
    boot = try values.decode(BootIdentifier.self, forKey: .boot)
    sequence = try values.decode(Int64.self, forKey: .sequence)
    at = try Self.instant(values.decode(Double.self, forKey: .t))
    wall = try values.decode(StationTime?.self, forKey: .wall)?.wall
    quality = try values.decode(ClockQuality.self, forKey: .quality)
    unconfirmed = try values.decode([AlarmIdentifier].self, forKey: .unconfirmed)
    snapshot = Self.bounded(try values.decode(StationSnapshot.self, forKey: .snapshot))
  }

  /// Lengths that can be: a station counts on with them, and numbers of any size can be sent.
  private static func bounded(_ snapshot: StationSnapshot) -> StationSnapshot {
    var snapshot = snapshot
    bound(&snapshot.goalSeconds)
    for index in snapshot.alarms.indices {
      bound(&snapshot.alarms[index].forSeconds)
      snapshot.alarms[index].remainingSeconds = snapshot.alarms[index].remainingSeconds.map(bounded)
    }
    for index in snapshot.beds.indices {
      bound(&snapshot.beds[index].today.contactSeconds)
      bound(&snapshot.beds[index].today.noContactSeconds)
      bound(&snapshot.beds[index].today.unobservedSeconds)
      bound(&snapshot.beds[index].today.coveredSeconds)
      snapshot.beds[index].standbySeconds = snapshot.beds[index].standbySeconds.map(bounded)
    }
    return snapshot
  }

  private static func bound(_ seconds: inout Int) { seconds = bounded(seconds) }

  /// Thirty years at most.
  private static func bounded(_ seconds: Int) -> Int { min(max(0, seconds), 1_000_000_000) }

  private static func instant(_ seconds: Double) throws -> Instant {
    // A thousand years; beyond that milliseconds might not fit.
    guard abs(seconds) <= 32_000_000_000 else { throw RelayRefusal("its `t` cannot be") }
    return Instant(seconds: seconds)
  }
}
