import TestSupport

/// The document of `GET /api/v1/ward`, as a program of somebody else would read it.
struct StationWard: Sendable {
  let json: JSONValue

  init(_ json: JSONValue) { self.json = json }

  var wall: String? { json["wall"]?.string }
  var isTest: Bool { json["is_test"] == .boolean(true) }
  var alarms: [JSONValue] { json["alarms"]?.list ?? [] }
  var beds: [JSONValue] { json["beds"]?.list ?? [] }

  func alarm(_ condition: String, of hub: String = "hub-1") -> JSONValue? {
    alarms.first { $0["condition"]?.string == condition && $0["hub"]?.string == hub }
  }

  func bed(of infant: String) -> JSONValue? { beds.first { $0["infant"]?.string == infant } }

  func hub(_ name: String) -> JSONValue? {
    json["hubs"]?.list?.first { $0["hub"]?.string == name }
  }

  func isOnline(_ hub: String) -> Bool { self.hub(hub)?["is_online"] == .boolean(true) }
}
