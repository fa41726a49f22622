import CareModel
import HTTPTypes
import Hummingbird
import StationInterface
import StationModel

/// What may be asked of the ward.
struct ReadRoutes: Sendable {
  let source: any StationSource
  let counts: StationCounts
  let slots: StreamSlots

  /// Days that one question may span: a stay, with room to spare.
  private static let daysAtMost = 92
  private static let recordsAtMost = 1000

  func add(to group: RouterGroup<StationContext>) {
    group.get("api/v1/ward") { _, _ in StationJSON.response(await source.snapshot()) }
    group.get("api/v1/plot") { request, _ in try await plot(request) }
    group.get("api/v1/days") { request, _ in try await days(request) }
    group.get("api/v1/alarms") { request, _ in try await records(request) }
    group.get("metrics") { _, _ in await metrics() }
  }

  private func plot(_ request: Request) async throws -> Response {
    guard let name = request.uri.queryParameters["infant"], PersonName.isPlain(name) else {
      throw StationRefusal(.badRequest, "say which infant: /api/v1/plot?infant=K-001&hours=24")
    }
    let hours = try number(request, "hours", byDefault: 24, in: 1...24)
    let hub = request.uri.queryParameters["hub"].map { String($0) }
    guard
      let plot = await source.plot(of: InfantIdentifier(String(name)), at: hub, hours: hours)
    else {
      throw StationRefusal(
        .notFound, "no infant \(name) is in care here, or at more than one hub: say which `hub`")
    }
    return StationJSON.response(plot)
  }

  private func days(_ request: Request) async throws -> Response {
    let from = try date(request, "from")
    let through = try date(request, "through")
    guard from <= through, through.dayNumber - from.dayNumber < Self.daysAtMost else {
      throw StationRefusal(
        .badRequest, "`from` comes before `through`, \(Self.daysAtMost) days at most")
    }
    do throws(StationProblem) {
      return StationJSON.response(
        try await source.days(from: from.description, through: through.description))
    } catch {
      throw Self.refusal(error)
    }
  }

  private func records(_ request: Request) async throws -> Response {
    let count = try number(request, "last", byDefault: 100, in: 1...Self.recordsAtMost)
    do throws(StationProblem) {
      return StationJSON.response(try await source.alarmRecords(last: count))
    } catch {
      throw Self.refusal(error)
    }
  }

  private func metrics() async -> Response {
    let metrics = await source.metrics() + counts.metrics(openStreams: slots.count)
    return Response(
      status: .ok, headers: [.contentType: MetricsText.contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(string: MetricsText.text(metrics))))
  }

  private func number(
    _ request: Request, _ name: String, byDefault value: Int, in range: ClosedRange<Int>
  ) throws(StationRefusal) -> Int {
    guard let text = request.uri.queryParameters[Substring(name)] else { return value }
    guard let number = Int(text), range.contains(number) else {
      throw StationRefusal(
        .badRequest, "`\(name)` is a whole number, \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func date(_ request: Request, _ name: String) throws(StationRefusal) -> LocalDate {
    guard let text = request.uri.queryParameters[Substring(name)],
      let wall = WallTime(iso8601: "\(text)T00:00:00Z")
    else {
      throw StationRefusal(.badRequest, "`\(name)` is a day such as 2026-01-10")
    }
    return LocalDate(dayNumber: Int(wall.milliseconds / 86_400_000))
  }

  private static func refusal(_ problem: StationProblem) -> StationRefusal {
    switch problem {
    case .refused(let words): StationRefusal(.badRequest, words)
    case .unavailable(let words): StationRefusal(.serviceUnavailable, words)
    }
  }
}
