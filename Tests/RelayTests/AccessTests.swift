import CareModel
import StationModel
import TestSupport
import Testing

@testable import Relay

/// The access lists of docs/MESSAGES.md, at a real broker.
@Suite(.serialized) struct AccessTests {
  private struct Guarded {
    var broker: Broker
    var hub: String
    var station: String
    var visitor: String
  }

  private func guarded(stationMay lines: [String]) throws -> Guarded {
    let scratch = try Scratch()
    func user(_ name: String, first: Bool = false) throws -> String {
      try Child.run(
        "mosquitto_passwd",
        ["-b"] + (first ? ["-c"] : []) + [scratch.path("passwords"), name, "secret-\(name)"],
        output: scratch.path("passwd.log"))
      return try scratch.write(name, "user: \(name)\npassword: secret-\(name)\n")
    }
    let users = (try user("h1", first: true), try user("desk"), try user("visitor"))
    let rules =
      [
        "user h1", "topic write kmc/v1/s1/w1/h1/#", "topic read kmc/v1/s1/w1/h1/confirm",
        "topic read kmc/v1/s1/w1/h1/act", "user desk",
      ] + lines + ["user visitor", "topic read kmc/v1/s1/w1/#"]
    try scratch.write("access", rules.joined(separator: "\n") + "\n")
    let broker = try Broker(
      [
        "allow_anonymous false", "password_file \(scratch.path("passwords"))",
        "acl_file \(scratch.path("access"))",
      ], scratch: scratch)
    return Guarded(broker: broker, hub: users.0, station: users.1, visitor: users.2)
  }

  private static let whole = [
    "topic read kmc/v1/s1/w1/#", "topic write kmc/v1/s1/w1/+/confirm",
    "topic write kmc/v1/s1/w1/+/act",
  ]

  @Test func theDocumentedListsAreEnoughAndKeepAVisitorOut() async throws {
    let ward = try guarded(stationMay: Self.whole)
    let hub = FakeHub("h1", port: ward.broker.port, credentials: ward.hub)
    let station = FakeStation(port: ward.broker.port, credentials: ward.station)
    let visitor = Listener(
      port: ward.broker.port, "kmc/v1/s1/w1/#", credentials: ward.visitor)
    hub.start()
    station.start()
    await visitor.start()
    #expect(await eventually { station.hub("h1")?.isOnline == true })
    let alarm = hub.raise()
    #expect(await eventually { station.alarms.map(\.id) == [alarm] })
    #expect(await station.source.act(.acknowledge(alarm, by: "nurse-3")) == .done)
    let last = try #require(visitor.messages.last)
    visitor.send(
      "/kmc/v1/s1/w1/h1/act",
      ActMessage(
        identifier: "x", station: "desk", boot: last.boot, sequence: last.sequence,
        action: .alarmTest(by: "nurse-3")
      ).body, isRetained: false)
    try await Task.sleep(for: .seconds(1))
    #expect(hub.acts.count == 1)
    #expect(hub.reach == [])
    await visitor.stop()
    await station.stop()
    await hub.stop()
  }

  @Test func aStationThatMayNotActIsToldWhatToAllow() async throws {
    let ward = try guarded(stationMay: ["topic read kmc/v1/s1/w1/#"])
    let hub = FakeHub("h1", port: ward.broker.port, credentials: ward.hub)
    let station = FakeStation(port: ward.broker.port, credentials: ward.station)
    hub.start()
    station.start()
    #expect(await eventually { station.hub("h1")?.isOnline == true })
    let alarm = hub.raise()
    #expect(await eventually { station.alarms.map(\.id) == [alarm] })
    // It cannot confirm: its log says why, and the bed rings.
    #expect(await eventually { station.notices.contains { $0.contains("/+/confirm") } })
    #expect(await eventually { hub.reach == [false] })
    // This broker hangs up over what it refuses; the station comes back, and may go on looking.
    #expect(await eventually { station.hub("h1")?.isOnline == true })
    let result = await station.source.act(.acknowledge(alarm, by: "nurse-3"))
    guard case .refused(let reason) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("kmc/v1/s1/w1/+/act"))
    #expect(hub.acts.isEmpty)
    await station.stop()
    await hub.stop()
  }

  @Test func aStationThatMayNotReadSaysWhatToAllow() async throws {
    let ward = try guarded(stationMay: ["topic write kmc/v1/s1/w1/+/act"])
    let hub = FakeHub("h1", port: ward.broker.port, credentials: ward.hub)
    let station = FakeStation(port: ward.broker.port, credentials: ward.station) {
      $0.hubsWithin = .seconds(1)
    }
    hub.start()
    station.start()
    #expect(
      await eventually { station.notices.contains { $0.contains("read kmc/v1/s1/w1/#") } })
    #expect(await station.source.unready().count == 1)
    await station.stop()
    await hub.stop()
  }

  @Test func wrongCredentialsSayWhatToCorrect() async throws {
    let ward = try guarded(stationMay: Self.whole)
    let wrong = try ward.broker.scratch.write("wrong", "user: desk\npassword: other\n")
    let station = FakeStation(port: ward.broker.port, credentials: wrong)
    station.start()
    #expect(await eventually { station.notices.contains { $0.contains("credentials") } })
    #expect(station.notices.allSatisfy { !$0.contains("other\n") })
    guard let first = await station.source.unready().first else {
      Issue.record("it believes itself ready")
      return
    }
    #expect(first.contains("user and password"))
    await station.stop()
  }
}
