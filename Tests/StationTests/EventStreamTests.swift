import Configuration
import StationFixture
import Synchronization
import Testing

@testable import Station

/// Open pages see the ward as it changes, and no page can hold up the server.
@Suite struct EventStreamTests {
  @Test func aPageSeesTheWardAtOnceAndHeartbeatsAfterwards() async throws {
    try await RunningStation.serve { station in
      let heard = try await station.client.events { heard in
        heard.components(separatedBy: "event: heartbeat").count > 3
      }
      #expect(heard.contains("event: ward\ndata: {\"alarms\":[]"))
      #expect(heard.contains("event: heartbeat\ndata: {\"sequence\":1}"))
      #expect(heard.contains("text/event-stream"))
    }
  }

  @Test func anAlarmReachesAPageThatIsOpenSoonerThanAReading() async throws {
    try await RunningStation.serve { station in
      async let heard = station.client.events { $0.contains("hypothermia/1") }
      try await Eventually.holds { try await station.openPages == 1 }
      // Readings come faster than they are sent.
      let clock = ContinuousClock()
      let noise = Task {
        while !Task.isCancelled {
          station.ward.change { $0.beds[0].probability = 0.5 }
          try await Task.sleep(for: .milliseconds(5))
        }
      }
      try await Task.sleep(for: .milliseconds(600))
      let raised = clock.now
      station.ward.raise(.high)
      let text = try await heard
      let took = clock.now - raised
      noise.cancel()
      #expect(took < .milliseconds(1000))
      // 0.6 s of readings at four a second, the first one and the alarm; and some slack.
      #expect((2...8).contains(text.components(separatedBy: "event: ward").count - 1))
    }
  }

  /// The page's own clock then says "no data since".
  @Test func aWardThatHangsGivesNoHeartbeats() async throws {
    try await RunningStation.serve { station in
      station.ward.freeze()
      let heard = try await station.client.events { heard in
        heard.components(separatedBy: ":\n\n").count > 2
      }
      #expect(!heard.contains("event:"))
      station.ward.thaw()
      let again = try await station.client.events { $0.contains("event: heartbeat") }
      #expect(again.contains("event: ward"))
    }
  }

  @Test func noMorePagesThanMayBeOpen() async throws {
    var configuration = StationConfiguration()
    configuration.streamsAtMost = 1
    try await RunningStation.serve(configuration) { station in
      async let first = station.client.events { $0.contains("hypothermia/1") }
      try await Eventually.holds { try await station.openPages == 1 }
      let second = try await station.client.get("/api/v1/events")
      #expect(second.status == 503)
      #expect(second.header("Retry-After") != nil)
      station.ward.raise(.high)
      _ = try await first
      // The first page has gone: its place is free as soon as a write fails.
      try await Eventually.holds { try await station.openPages == 0 }
      _ = try await station.client.events { $0.contains("event: ward") }
    }
  }

  /// An open stream is no screen: only a page that says what it has drawn shows it to anybody.
  @Test func onlyWhatAPageHasDrawnIsShown() async throws {
    try await RunningStation.serve { station in
      let names = Mutex<[String]>([])
      func drawn(_ page: String, _ sequence: Int) async throws -> Int {
        try await station.client.act(
          "/api/v1/drawn", #"{"page":"\#(page)","sequence":\#(sequence)}"#
        ).status
      }
      async let heard = station.client.events { heard in
        names.withLock { $0 = Self.pageNames(in: heard) }
        return heard.contains("hypothermia/1")
      }
      let page = try await Eventually.some { names.withLock { $0.first } }
      try await Eventually.holds { try await station.openPages == 1 }
      #expect(station.ward.drawn == [])
      #expect(try await drawn(page, 1) == 200)
      #expect(station.ward.drawn == [1])
      #expect(try await drawn("\(page)0", 2) == 404)
      // Whoever draws without end is slowed down.
      var status = 200
      for _ in 0..<200 where status == 200 { status = try await drawn(page, 1) }
      #expect(status == 429)
      station.ward.raise(.high)
      _ = try await heard
      try await Eventually.holds { try await station.openPages == 0 }
      // A page that is closed shows nothing any more.
      #expect(try await drawn(page, 2) == 404)
      #expect(!station.ward.drawn.contains(2))
    }
  }

  static func pageNames(in heard: String) -> [String] {
    heard.matches(of: /(?i)X-KMC-Page: ([0-9a-f.]+)\r\n/).map { String($0.1) }
  }

  /// What is written to it still succeeds: nobody says that the machine is gone.
  @Test func aPageWhoseMachineIsGoneIsNoPage() async throws {
    var configuration = StationConfiguration()
    configuration.slowAfter = .seconds(2)
    try await RunningStation.serve(configuration) { station in
      let peer = try VanishingPeer(port: station.client.port)
      try await Eventually.holds { try await station.openPages == 1 }
      try peer.vanish()
      try await Eventually.holds { try await station.openPages == 0 }
      withExtendedLifetime(peer) {}
    }
  }

  /// A page that takes nothing is dropped, and the memory that it holds with it.
  @Test func aPageThatTakesNothingIsDropped() async throws {
    var configuration = StationConfiguration()
    configuration.slowAfter = .seconds(2)
    try await RunningStation.serve(configuration, ward: ScriptedWard(beds: 900)) { station in
      let peer = try VanishingPeer(port: station.client.port, bytesTaken: 4096)
      // 300 kB at a time soon fill what buffers are left on the way.
      let noise = Task {
        while !Task.isCancelled {
          station.ward.change { $0.beds[0].probability = 0.5 }
          try await Task.sleep(for: .milliseconds(50))
        }
      }
      defer { noise.cancel() }
      try await Eventually.holds { try await station.metric("streams_dropped_total") == 1 }
      try await Eventually.holds { try await station.openPages == 0 }
      withExtendedLifetime(peer) {}
    }
  }
}

extension RunningStation {
  var openPages: Int { get async throws { try await metric("streams") ?? -1 } }

  func metric(_ name: String) async throws -> Int? {
    let line = try await client.get("/metrics").body.split(separator: "\n")
      .first { $0.hasPrefix("kmc_station_\(name) ") }
    return line?.split(separator: " ").last.flatMap { Int($0) }
  }
}
