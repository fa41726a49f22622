import TestSupport

extension Bedside {
  /// The lines of `station` for a port of the loopback.
  static func station(port: Int) -> String { "station: {port: \(port)}\n" }

  /// Moderately cold from the first filtered sample on.
  func cool() { change { $0.skinCentidegrees = 3550 } }

  func warm() { change { $0.skinCentidegrees = 3680 } }

  /// Starts the daemon with a page, and returns when the page shows contact.
  func startSeen(by calls: StationCalls) async throws -> KmcdProcess {
    let daemon = try await start(configuration() + Self.station(port: calls.port))
    _ = try await calls.ward("contact") { $0.bed(of: "K-001")?["contact"]?.string == "contact" }
    return daemon
  }

  /// The alarm of a cold infant, as the page shows it once it is as bad as it gets.
  func coldAlarm(
    seenBy calls: StationCalls, hub: String = "hub-1"
  ) async throws -> (identifier: String, alarm: JSONValue) {
    let ward = try await calls.ward("a cold infant's alarm") {
      $0.alarm("hypothermia", of: hub)?["class"]?.string == "moderate"
    }
    let alarm = ward.alarm("hypothermia", of: hub) ?? .null
    return (alarm["id"]?.string ?? "", alarm)
  }
}
