import CareModel
import GatewayCore

/// The keys of one line as they are read; what the line means is known only at its end.
struct PartialTraceLine {
  var at: Instant?
  var measuredAt: Instant?
  var device: DeviceIdentifier?
  var reading = Reading()
  var link: String?
  var clock: String?
  var quality: String?
  var boot: String?
  var acknowledge: String?
  var pause: String?
  var by: String?
  var infant: String?
  var room: String?
  var assign: Assignment?
  var release: String?
  var axillary: Double?
  var port: String?
  var isOpen: Bool?
  var storeFailing: Bool?
  var uplinkBehind: Bool?
  var configurationRefused: Bool?
  var unknownKeys = 0

  func finished() throws(TraceProblem) -> TraceLine {
    guard let at else { throw TraceProblem("the line has no \"t\"") }
    return TraceLine(at: at, input: try input(), unknownKeys: unknownKeys)
  }

  private func input() throws(TraceProblem) -> WardInput {
    if let device {
      guard let link else {
        return .sample(Sample(device: device, reading: reading, measuredAt: measuredAt))
      }
      guard link == "up" || link == "down" else {
        throw TraceProblem("\"link\" is '\(link)', not up or down")
      }
      return .link(device, isUp: link == "up")
    }
    if let clock { return try clockInput(clock) }
    if let boot { return .boot(BootIdentifier(boot)) }
    if let acknowledge { return try response(.acknowledge, acknowledge) }
    if let pause { return try response(.pause, pause) }
    if let assign { return .assign(assign) }
    if let release { return .release(InfantIdentifier(release)) }
    if let port, let isOpen { return .port(PortIdentifier(port), isOpen: isOpen) }
    if let storeFailing { return .store(isFailing: storeFailing) }
    if let uplinkBehind { return .uplink(isBehind: uplinkBehind) }
    if let configurationRefused { return .configuration(isRefused: configurationRefused) }
    if let axillary, let infant {
      guard axillary > 25, axillary < 45 else {
        throw TraceProblem("an axillary temperature of \(axillary) is not possible")
      }
      return .axillary(InfantIdentifier(infant), Celsius(axillary))
    }
    if unknownKeys > 0 { return .nothing }
    throw TraceProblem("the line says nothing that this version knows")
  }

  private func clockInput(_ clock: String) throws(TraceProblem) -> WardInput {
    guard let wall = WallTime(iso8601: clock) else {
      throw TraceProblem("\"clock\" is '\(clock)', not an ISO 8601 time in UTC")
    }
    guard let quality = ClockQuality(rawValue: quality ?? "unset") else {
      throw TraceProblem(
        "\"quality\" is '\(quality ?? "")', not unset, kept, operator or synchronised")
    }
    return .clock(wall, quality)
  }

  private func response(
    _ kind: WardResponse.Kind, _ name: String
  ) throws(TraceProblem) -> WardInput {
    guard let condition = AlarmCondition(rawValue: name) else {
      throw TraceProblem("'\(name)' is no alarm condition")
    }
    let person = by.map { PersonIdentifier($0) }
    if let infant {
      return .respond(
        WardResponse(
          kind: kind, condition: condition, target: .infant(InfantIdentifier(infant)), by: person))
    }
    if let room {
      return .respond(
        WardResponse(
          kind: kind, condition: condition, target: .room(DeviceIdentifier(room)), by: person))
    }
    if let port {
      return .respond(
        WardResponse(
          kind: kind, condition: condition, target: .port(PortIdentifier(port)), by: person))
    }
    if [.storeFailing, .uplinkBehind, .configurationRefused].contains(condition) {
      return .respond(
        WardResponse(kind: kind, condition: condition, target: .gateway, by: person))
    }
    throw TraceProblem("a response names neither an infant nor a room")
  }
}
