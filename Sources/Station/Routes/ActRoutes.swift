import CareModel
import Configuration
import Hummingbird
import StationInterface
import StationModel

/// What changes something in the ward.
struct ActRoutes: Sendable {
  let configuration: StationConfiguration
  let source: any StationSource
  let gatekeeper: Gatekeeper

  /// The longest standby that may be asked for at once: an infant is not bathed for longer.
  static let standbyAtMost = TimeLength.hours(4)
  private static let alarmNameAtMost = 300

  private struct Acknowledge: Decodable {
    var id: String
    /// How bad it was where it was seen; nobody acknowledges worse than he saw.
    var priority: AlarmPriority?
    var alarmClass: AlarmClass?
    var by: String
    enum CodingKeys: String, CodingKey {
      case id, priority, by
      case alarmClass = "class"
    }
  }

  private struct Pause: Decodable {
    var id: String?
    var by: String
  }

  private struct Standby: Decodable {
    var infant: String
    /// Where it is; two hubs may have infants of the same pseudonym.
    var hub: String?
    var lengthSeconds: Double
    var by: String
    enum CodingKeys: String, CodingKey {
      case infant, hub, by
      case lengthSeconds = "for_s"
    }
  }

  private struct AlarmTest: Decodable { var by: String }

  func add(to group: RouterGroup<StationContext>) {
    group.post("api/v1/alarms/acknowledge") { request, context in
      try await act(request, context) { (body: Acknowledge) throws(StationRefusal) in
        .acknowledge(try alarm(body.id), by: try person(body.by))
      } check: { body throws(StationRefusal) in
        try await refuseWorse(than: body)
      }
    }
    group.post("api/v1/alarms/pause") { request, context in
      try await act(request, context) { (body: Pause) throws(StationRefusal) in
        let by = try person(body.by)
        guard let id = body.id else { return .pause(nil, by: by) }
        return .pause(try alarm(id), by: by)
      }
    }
    group.post("api/v1/standby") { request, context in
      try await act(request, context, at: { $0.hub }) { (body: Standby) throws(StationRefusal) in
        .standby(
          try infant(body.infant), length: try standby(body.lengthSeconds),
          by: try person(body.by))
      }
    }
    group.post("api/v1/alarm-test") { request, context in
      try await act(request, context) { (body: AlarmTest) throws(StationRefusal) in
        .alarmTest(by: try person(body.by))
      }
    }
  }

  private func act<Body: Decodable>(
    _ request: Request, _ context: StationContext, at hub: (Body) -> String? = { _ in nil },
    _ make: (Body) throws(StationRefusal) -> StationAction,
    check: (Body) async throws(StationRefusal) -> Void = { _ in }
  ) async throws -> Response {
    guard let access = context.note.access else { throw StationRefusal.unauthenticated }
    try gatekeeper.countAct(by: access, from: context.address)
    let body = try await StationJSON.read(
      Body.self, from: request, bytesAtMost: configuration.bodyBytesAtMost)
    let action = try make(body)
    context.note.action = action
    try await check(body)
    switch await source.act(action, at: hub(body)) {
    case .done: return StationJSON.response(["result": "done"])
    case .unknownTarget(let words): throw StationRefusal(.notFound, words)
    case .refused(let words): throw StationRefusal(.conflict, words)
    case .unreachable(let words): throw StationRefusal(.serviceUnavailable, words)
    }
  }

  private func refuseWorse(than seen: Acknowledge) async throws(StationRefusal) {
    let alarm = AlarmIdentifier(seen.id)
    guard let priority = seen.priority,
      let standing = await source.snapshot().alarms.first(where: { $0.id == alarm })
    else { return }
    let hasRisen = standing.priority > priority
    // High can get worse and stay high.
    let isWorse =
      standing.priority == priority
      && seen.alarmClass.flatMap { before in standing.alarmClass.map { $0 > before } } ?? false
    guard hasRisen || isWorse else { return }
    throw StationRefusal(
      .conflict, "it has got worse meanwhile: look at it again")
  }

  private func person(_ text: String) throws(StationRefusal) -> PersonIdentifier {
    guard PersonName.isPlain(text) else {
      throw StationRefusal(.badRequest, "`by` is no pseudonym: use \(PersonName.allowed)")
    }
    return PersonIdentifier(text)
  }

  private func infant(_ text: String) throws(StationRefusal) -> InfantIdentifier {
    guard PersonName.isPlain(text) else {
      throw StationRefusal(.badRequest, "`infant` is no pseudonym: use \(PersonName.allowed)")
    }
    return InfantIdentifier(text)
  }

  /// The name goes into the log: nothing that could pretend to be another line of it.
  private func alarm(_ text: String) throws(StationRefusal) -> AlarmIdentifier {
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isPlain, (1...Self.alarmNameAtMost).contains(text.utf8.count) else {
      throw StationRefusal(.badRequest, "`id` is no alarm's: take it from /api/v1/ward")
    }
    return AlarmIdentifier(text)
  }

  private func standby(_ seconds: Double) throws(StationRefusal) -> TimeLength {
    guard (0...Self.standbyAtMost.seconds).contains(seconds) else {
      throw StationRefusal(
        .badRequest, "`for_s` is 0, which ends it, to \(Int(Self.standbyAtMost.seconds)) s")
    }
    return TimeLength(seconds: seconds)
  }
}
