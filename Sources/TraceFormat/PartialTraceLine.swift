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
  var standby: String?
  var lastingSeconds: Double?
  var alarmTest: Bool?
  var output: String?
  var isFailing: Bool?
  var diskFilling: Bool?
  var stationUnreachable: Bool?
  var unknownKeys = 0

  /// What acknowledges or pauses every condition of its target.
  static let everyCondition = "all"
  /// A day: nobody bathes an infant for longer.
  private static let standbySecondsAtMost = 86_400.0

  func finished() throws(TraceProblem) -> TraceLine {
    guard let at else { throw TraceProblem("the line has no \"t\"") }
    return TraceLine(at: at, input: try input(), unknownKeys: unknownKeys)
  }

  private func input() throws(TraceProblem) -> WardInput {
    if let device, acknowledge == nil, pause == nil {
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
    if let input = try alarmInput() { return input }
    if unknownKeys > 0 { return .nothing }
    throw TraceProblem("the line says nothing that this version knows")
  }

  private func alarmInput() throws(TraceProblem) -> WardInput? {
    if let standby {
      let seconds = lastingSeconds ?? 0
      guard (0...Self.standbySecondsAtMost).contains(seconds) else {
        throw TraceProblem("\"for_s\" is \(seconds), not 0 to 86400")
      }
      return .standby(
        InfantIdentifier(standby), length: .seconds(seconds), by: by.map { PersonIdentifier($0) })
    }
    if alarmTest == true { return .alarmTest(by: by.map { PersonIdentifier($0) }) }
    if let output, let isFailing { return .output(OutputIdentifier(output), isFailing: isFailing) }
    if let diskFilling { return .disk(isFilling: diskFilling) }
    if let stationUnreachable { return .station(isReachable: !stationUnreachable) }
    return nil
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
    let condition = AlarmCondition(rawValue: name)
    guard condition != nil || name == Self.everyCondition else {
      throw TraceProblem("'\(name)' is no alarm condition")
    }
    return .respond(
      WardResponse(
        kind: kind, condition: condition, target: try target(of: condition),
        by: by.map { PersonIdentifier($0) }))
  }

  private func target(
    of condition: AlarmCondition?
  ) throws(TraceProblem) -> WardResponse.Target {
    if let infant { return .infant(InfantIdentifier(infant)) }
    if let room { return .room(DeviceIdentifier(room)) }
    if let port { return .port(PortIdentifier(port)) }
    if let device { return .device(device) }
    if let output { return .output(OutputIdentifier(output)) }
    guard let condition else { return .everything }
    let own: Set<AlarmCondition> = [
      .storeFailing, .uplinkBehind, .configurationRefused, .clockUntrusted, .diskFilling,
      .outputFailed, .stationUnreachable,
    ]
    if own.contains(condition) { return .gateway }
    throw TraceProblem("a response names neither an infant nor a room")
  }
}
