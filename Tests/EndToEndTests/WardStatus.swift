import Foundation

/// What `kmcd status --json` prints, as a program of somebody else would read it.
struct WardStatus: Decodable {
  struct Bed: Decodable {
    var infant: String
    var bed: String?
    var state: String
    var reason: String?
    var contactSeconds: Double
    var noContactSeconds: Double
    var unobservedSeconds: Double
    var skinCelsius: Double?
    var axillaryOffsetCelsius: Double?
    var roomCelsius: Double?

    enum CodingKeys: String, CodingKey {
      case infant, bed, state, reason
      case contactSeconds = "contact_s"
      case noContactSeconds = "no_contact_s"
      case unobservedSeconds = "unobserved_s"
      case skinCelsius = "skin_c"
      case axillaryOffsetCelsius = "axillary_offset_c"
      case roomCelsius = "room_c"
    }
  }

  struct Alarm: Decodable {
    var subject: String
    var infant: String?
    var condition: String
    var `class`: String?
    var since: Double
    var response: String?
  }

  struct Port: Decodable {
    struct Board: Decodable {
      var device: String?
    }

    var port: String
    /// Bytes, frames, and each reason for rejecting.
    var counters: [String: Int]
    var notices: [String: Int]
    var boards: [Board]

    var frames: Int { counters["frames"] ?? 0 }
  }

  struct Store: Decodable {
    var working: Bool
    var text: String
  }

  struct Uplink: Decodable {
    var connected: Bool
    var text: String
    var messages: Int
    var oldestAgeSeconds: Double?
    var sent: Int
    var acknowledged: Int
    var refused: Int
    var thinned: Int

    enum CodingKeys: String, CodingKey {
      case connected, text, messages, sent, acknowledged, refused, thinned
      case oldestAgeSeconds = "oldest_age_s"
    }
  }

  struct ClockChange: Decodable {
    var t: Double
    var from: String
    var to: String
    var boot: String
  }

  var boot: String
  var clockChanges: [ClockChange]
  var t: Double
  var beds: [Bed]
  var alarms: [Alarm]
  var ports: [Port]
  var store: Store
  var uplink: Uplink?

  enum CodingKeys: String, CodingKey {
    case boot, t, beds, alarms, ports, store, uplink
    case clockChanges = "clock_changes"
  }

  init(_ text: String) throws {
    self = try JSONDecoder().decode(WardStatus.self, from: Data(text.utf8))
  }

  func alarm(_ condition: String) -> Alarm? { alarms.first { $0.condition == condition } }
  func port(_ name: String) -> Port? { ports.first { $0.port == name } }
}
