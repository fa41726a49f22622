import Configuration
import Logging
import NIOCore
import ServiceLifecycle
import StationFixture
import Testing

@testable import Station

/// The daemon ends in time, whoever looks at its page.
@Suite struct StationEndTests {
  @Test func itEndsWithinTwoSecondsWithPagesOpenAndRequestsHalfSent() async throws {
    var configuration = StationConfiguration()
    configuration.port = 0
    let heard = NoticeList()
    let service = try StationService(configuration, source: ScriptedWard()) { heard.add($0) }
    let services = ServiceGroup(services: [service], logger: Logger(label: "test"))
    let running = Task { try await services.run() }
    let client = StationClient(port: try await heard.port())
    var open: [Task<String, any Error>] = []
    for _ in 0..<3 { open.append(Task { try await client.events { _ in false } }) }
    open.append(
      Task {
        try await client.exchange(
          "POST /api/v1/standby HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90\r\n"
            + "Content-Type: application/json\r\nX-KMC-Act: 1\r\n\r\n{")
      })
    open.append(Task { try await client.exchange("GET / HTT") })
    try await Eventually.holds {
      try await client.get("/metrics").body.contains("kmc_station_streams 3\n")
    }
    let clock = ContinuousClock()
    let start = clock.now
    await services.triggerGracefulShutdown()
    try await running.value
    #expect(clock.now - start < .seconds(2))
    for task in open { task.cancel() }
  }

  /// A page that cannot be served is no reason to end: it is tried again, and the log says so.
  @Test func aPortThatIsTakenIsToldAndTheServiceLives() async throws {
    try await RunningStation.serve { first in
      var configuration = StationConfiguration()
      configuration.port = first.client.port
      let heard = NoticeList()
      let service = try StationService(configuration, source: ScriptedWard()) { heard.add($0) }
      let running = Task { try await service.run() }
      let words = try await Eventually.some {
        heard.all.map(\.description).first { $0.contains("cannot listen on 127.0.0.1") }
      }
      #expect(words.contains("Address already in use; stop what listens there or choose another"))
      running.cancel()
      try await running.value
    }
  }
}
