import Foundation
import TestSupport
import Testing

/// The page as a part of the daemon: ready, measured, stopped and started again with it.
@Suite(.timeLimit(.minutes(2))) struct StationServiceTests {
  @Test func itIsReadyOnceTheStoreIsOpen() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      let page = Bedside.station(port: calls.port)
      let nowhere = try bedside.folder.write("file", "") + "/kmcd.sqlite"
      let daemon = try await bedside.start(bedside.configuration(store: nowhere) + page)
      var reply = try await calls.get("/readyz")
      #expect(reply.status == 503 && reply.body.contains("store"), "\(reply)")
      #expect(try await calls.get("/healthz").status == 200)
      // Infants are watched all the same, and records are refused with what to do.
      _ = try await calls.ward("contact") {
        $0.bed(of: "K-001")?["contact"]?.string == "contact"
      }
      #expect(try await calls.get("/api/v1/alarms").status == 503)
      _ = try bedside.folder.write("kmcd-0.yaml", bedside.configuration() + page)
      daemon.send(SIGHUP)
      let isReady = await eventually {
        reply = try await calls.get("/readyz")
        return reply.status == 200
      }
      #expect(isReady, "\(reply) \(daemon.errors)")
      #expect(try await calls.get("/api/v1/alarms").status == 200)
    }
  }

  @Test func thePageAndTheFiguresNameNobody() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      _ = try await bedside.start(bedside.configuration() + Bedside.station(port: calls.port))
      bedside.cool()
      let (identifier, _) = try await bedside.coldAlarm(seenBy: calls)
      _ = try await calls.act(
        "alarms/acknowledge", #"{"id":"\#(identifier)","by":"nurse-3"}"#)
      let figures = try await calls.get("/metrics")
      #expect(figures.status == 200)
      for name in ["K-001", "nurse-3", "probe-1", "binder-1", "room-1"] {
        #expect(!figures.body.contains(name), "\(name) is in the figures")
      }
      let expected = [
        #"kmc_alarms{priority="high"} 1"#, "kmc_infants 1", "kmc_store_working 1",
        #"kmc_port_open{port="probe"} 1"#,
      ]
      for line in expected { #expect(figures.body.contains(line), "no \(line): \(figures.body)") }
      for path in ["/", "/page.js", "/page.css", "/openapi.json"] {
        let reply = try await calls.get(path)
        #expect(reply.status == 200 && reply.body.count > 500, "\(path): \(reply.status)")
        #expect(!reply.body.contains("K-001"))
      }
      #expect(try await calls.get("/nothing").status == 404)
    }
  }

  /// Three pages that listen and one that never reads keep nobody waiting.
  @Test func aStopWaitsForNoPage() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      let daemon = try await bedside.start(
        bedside.configuration() + Bedside.station(port: calls.port))
      let pages = try (0..<4).map { _ in try StationConnection(eventsOf: calls.port) }
      for page in pages.dropLast() {
        #expect(await eventually { page.beats() > 0 && !page.wards().isEmpty })
      }
      let begin = ContinuousClock.now
      daemon.send(SIGTERM)
      #expect(try await daemon.ending().code == 0)
      let took = ContinuousClock.now - begin
      #expect(took < .seconds(2), "\(took)")
      for page in pages {
        page.listen()
        #expect(page.isOver)
      }
    }
  }

  /// A page that was open is told of the ward again by the gateway that took over.
  @Test func aReloadServesThePageAgainOnTheSamePort() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      let page = Bedside.station(port: calls.port)
      let daemon = try await bedside.start(bedside.configuration() + page)
      let open = try StationConnection(eventsOf: calls.port)
      #expect(await eventually { !open.wards().isEmpty })
      _ = try bedside.folder.write(
        "kmcd-0.yaml",
        bedside.configuration().replacingOccurrences(of: "K-001", with: "K-777") + page)
      daemon.send(SIGHUP)
      _ = try await calls.ward(within: .seconds(4), "the other infant's") {
        $0.bed(of: "K-777") != nil
      }
      #expect(
        await eventually {
          open.listen()
          return open.isOver
        })
    }
  }
}
