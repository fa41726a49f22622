import CareModel
import ControlSocket
import Foundation
import GatewayCore
import Store
import TraceFormat

/// Answers what the other subcommands ask over the control socket.
///
/// `status`, `events`, `record`, `hours INFANT SECONDS [TIME]`, `file` for one that is to be read
/// beside the daemon, and `tell LINE` with a trace line whose time is ignored.
struct ControlRequests: Sendable {
  let service: GatewayService

  func answer(_ request: String) async -> ControlReply {
    let words = request.split(separator: " ", maxSplits: 1)
    switch words.first {
    case "status": return await status()
    case "events":
      return await stream { observation in
        if case .event(let event, _) = observation { event.line } else { nil }
      }
    case "record": return await record()
    case "file": return await fileToRead()
    case "hours" where words.count == 2: return await hours(String(words[1]))
    case "tell" where words.count == 2: return await tell(String(words[1]))
    default: return .failure("'\(request)' is no request; kmcd is of another version?")
    }
  }

  private func status() async -> ControlReply {
    let gateway = service.gateway
    let health = service.storeHealth
    let site = service.configuration.site
    let report = StatusReport(
      site: site.site, ward: site.ward, hub: site.hub, boot: await gateway.boot,
      view: await gateway.view, calendar: await gateway.calendar, goal: await gateway.goal,
      links: await gateway.linkViews, store: Self.describe(health, service.storeProblem),
      storeIsWorking: health?.state == .working,
      uplink: uplinkReport(), alarmTest: service.alarmTests.report,
      configurationProblem: await gateway.configurationProblem)
    do { return .lines([try report.encoded()]) } catch {
      return .failure("the status cannot be encoded: \(error)")
    }
  }

  private func uplinkReport() -> UplinkReport? {
    guard let uplink = service.uplink else { return nil }
    return UplinkReport(uplink.health())
  }

  private func hours(_ text: String) async -> ControlReply {
    let words = text.split(separator: " ")
    guard words.count == 2 || words.count == 3, let seconds = Double(words[1]),
      (60...31_536_000).contains(seconds)
    else { return .failure("'hours \(text)' is no request: hours INFANT SECONDS [TIME]") }
    let infant = InfantIdentifier(String(words[0]))
    var ending: WallTime?
    if words.count == 3 {
      ending = WallTime(iso8601: String(words[2]))
      guard ending != nil else {
        return .failure("'\(words[2])' is no time: write it as 2026-01-10T12:00:00Z")
      }
    }
    let gateway = service.gateway
    let view = await gateway.view
    if ending != nil, view.wall == nil {
      return .failure("the gateway does not know what time it is; ask without --ending")
    }
    let found = await gateway.hours(of: infant, ending: ending, length: .seconds(seconds))
    guard let (answer, instant) = found else {
      return .failure(
        "nothing is known of \(infant) up to then; in care are "
          + (await gateway.assignments).map(\.infant.name).joined(separator: ", "))
    }
    let report = HoursReport(
      infant: infant, answer: answer, ending: instant, endingWall: await gateway.wall(at: instant),
      clockQuality: view.clockQuality, calendar: await gateway.calendar)
    do { return .lines([try report.encoded()]) } catch {
      return .failure("the hours cannot be encoded: \(error)")
    }
  }

  private static func describe(_ health: StoreHealth?, _ problem: StoreError?) -> String {
    guard let health else {
      let reason = problem.map(\.description) ?? "it is closed"
      return "nothing is saved: \(reason); then restart the gateway"
    }
    let dropped = health.dropped.isEmpty ? "" : "; some of what waited was given up"
    switch health.state {
    case .working: return "working" + dropped
    case .failing(let error, let attempts):
      return "failing after \(attempts) attempts: \(error)" + dropped
    }
  }

  /// Has the store's file hold all that was saved, and names it.
  private func fileToRead() async -> ControlReply {
    do {
      for _ in 0..<Self.triesMost {
        guard let store = service.restored.store else {
          return .failure("the gateway has no store; kmcd status says why")
        }
        if try await store.emptyLog() {
          return .lines([URL(fileURLWithPath: store.path).resolvingSymlinksInPath().path])
        }
        try await Task.sleep(for: Self.pause)
      }
      return .failure("the store is being read by somebody else; try again in a minute")
    } catch is CancellationError {
      return .failure("the gateway is stopping; try again when it has stopped")
    } catch {
      return .failure("\(error)")
    }
  }

  /// The station's own reads are over within a blink.
  private static let triesMost = 25
  private static let pause = Duration.milliseconds(200)

  /// A trace from now on: its header, then every input as the ward takes it.
  private func record() async -> ControlReply {
    let gateway = service.gateway
    let start = await gateway.view
    let header = TraceHeader(
      start: start.wall, timezone: await gateway.calendar.zone,
      dyads: await gateway.assignments, boot: await gateway.boot)
    return await stream(first: header.line) { observation in
      guard case .taken(let input, let at) = observation else { return nil }
      let since = Instant(milliseconds: (at - start.at).milliseconds)
      return since < .zero ? nil : TraceLine(at: since, input: input).line
    }
  }

  private func tell(_ text: String) async -> ControlReply {
    do throws(TraceProblem) {
      var parser = TraceLineParser()
      let bytes = Array(text.utf8)
      let line = try parser.parse(bytes, from: 0, to: bytes.count)
      let people = PeoplesInputs(
        configuration: service.configuration, inCare: await service.gateway.assignments)
      let input = try people.checked(line.input)
      guard case .respond(let response) = input else {
        await service.gateway.take(input)
        return .lines(["done"])
      }
      guard await service.gateway.respond(response) else {
        return .failure("no such alarm stands; kmcd status shows those that do")
      }
      return .lines(["done"])
    } catch {
      return .failure(error.description)
    }
  }

  /// A stream of what `line` makes of each observation, until whoever listens goes away.
  private func stream(
    first: String? = nil, _ line: @escaping @Sendable (Observation) -> String?
  ) async -> ControlReply {
    // Bounded: who does not read is dropped by the server, not fed from memory without end.
    let (stream, continuation) = AsyncStream.makeStream(
      of: String.self, bufferingPolicy: .bufferingOldest(100_000))
    if let first { continuation.yield(first) }
    let gateway = service.gateway
    let number = await gateway.observe { observation in
      if let text = line(observation) { continuation.yield(text) }
    }
    continuation.onTermination = { _ in Task { await gateway.stopObserving(number) } }
    return .stream(stream)
  }
}
