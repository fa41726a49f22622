import CareModel
import Configuration
import StationModel
import Synchronization
import TestSupport
import Testing
import Uplink

@testable import Relay

/// Hubs and a station of one ward over a real broker.
@Suite(.serialized) struct BrokerTests {
  @Test func alarmsOfAllHubsAreShownAndConfirmed() async throws {
    try await withTwoHubs { one, two, station in
      #expect(station.shown?.beds.map(\.infant.name) == ["K-h1", "K-h2"])
      let raised = ContinuousClock.now
      let alarm = two.raise()
      #expect(await eventually { station.alarms.map(\.id) == [alarm] })
      #expect(ContinuousClock.now - raised < .seconds(2))
      #expect(station.alarms.first?.hub == "h2")
      // Confirmed, no hub misses its station: for longer than it would take to.
      try await Task.sleep(for: .seconds(4))
      #expect(one.reach == [] && two.reach == [])
      #expect(await station.source.unready() == [])
      let history = try await station.source.alarmRecords(last: 10)
      #expect(history.isEmpty)
    }
  }

  @Test func withoutAPageNothingIsConfirmedUntilOneIsOpened() async throws {
    let broker = try Broker()
    let hub = FakeHub("h1", port: broker.port)
    let station = FakeStation(port: broker.port)
    let seen = Listener(port: broker.port, "kmc/v1/s1/w1/h1/station")
    hub.start()
    station.start(pages: 0)
    await seen.start()
    #expect(await eventually { station.shown?.hubs.first?.isOnline == true })
    let raised = ContinuousClock.now
    let alarm = hub.raise()
    #expect(await eventually { station.alarms.map(\.id) == [alarm] })
    // It reaches the station, but nobody sees it there.
    #expect(await eventually(within: .seconds(10)) { hub.reach == [false] })
    let silence = ContinuousClock.now - raised
    #expect(silence > .seconds(2.5) && silence < .seconds(8))
    let asked = seen.messages.filter { $0.unconfirmed.contains(alarm) }
    #expect(asked.count >= 3)
    station.open(pages: 1)
    #expect(await eventually { hub.reach == [false, true] })
    await seen.stop()
    await station.stop()
    await hub.stop()
  }

  @Test func anAcknowledgementReachesTheRightHubOnly() async throws {
    try await withTwoHubs { one, two, station in
      let (first, second) = (one.raise(), two.raise())
      #expect(await eventually { station.alarms.count == 2 })
      #expect(await station.source.act(.acknowledge(second, by: "nurse-3")) == .done)
      #expect(two.acts == [.acknowledge(second, by: "nurse-3")])
      #expect(two.stations == ["desk"])
      #expect(one.acts.isEmpty)
      #expect(
        await eventually {
          station.alarms.first { $0.id == second }?.response == .acknowledged
        })
      #expect(station.alarms.first { $0.id == first }?.response == nil)
      #expect(
        await station.source.act(.standby("K-h1", length: .minutes(5), by: "nurse-3")) == .done)
      #expect(one.acts == [.standby("K-h1", length: .minutes(5), by: "nurse-3")])
      // A test and a pause of everything go to all.
      #expect(await station.source.act(.alarmTest(by: "nurse-3")) == .done)
      #expect(await station.source.act(.pause(nil, by: "nurse-3")) == .done)
      #expect(one.acts.suffix(2) == two.acts.suffix(2))
      guard
        case .unknownTarget = await station.source.act(.acknowledge("b/x/y/1", by: "nurse-3"))
      else {
        Issue.record("an alarm that is not there was acknowledged")
        return
      }
    }
  }

  @Test func keptAndReplayedActsAreRefused() async throws {
    let broker = try Broker()
    let hub = FakeHub("h1", port: broker.port) { $0.actWithin = .seconds(3) }
    let seen = Listener(port: broker.port, "kmc/v1/s1/w1/h1/+")
    await seen.start()
    hub.start()
    #expect(await eventually { seen.messages.count > 2 })
    let last = try #require(seen.messages.last)
    func act(_ identifier: String) -> [UInt8] {
      ActMessage(
        identifier: identifier, station: "desk", boot: last.boot, sequence: last.sequence,
        action: .alarmTest(by: "nurse-3")
      ).body
    }
    seen.send("/kmc/v1/s1/w1/h1/act", act("kept"), isRetained: true)
    #expect(await eventually { seen.acted["kept"] != nil })
    guard case .refused(let reason) = seen.acted["kept"] else {
      Issue.record("\(seen.acted)")
      return
    }
    #expect(reason.contains("retained"))
    seen.send("/kmc/v1/s1/w1/h1/act", act("good"), isRetained: false)
    #expect(await eventually { seen.acted["good"] == .done })
    // Word for word once more: the same answer, and nothing is done.
    seen.send("/kmc/v1/s1/w1/h1/act", act("good"), isRetained: false)
    try await Task.sleep(for: .seconds(4))
    // Under another name, later: what it answers is over.
    seen.send("/kmc/v1/s1/w1/h1/act", act("replayed"), isRetained: false)
    #expect(await eventually { seen.acted["replayed"] != nil })
    #expect(seen.acted["replayed"] != .done)
    #expect(hub.acts == [.alarmTest(by: "nurse-3")])
    // A hub that comes back finds the kept act at the broker, and refuses it again.
    await hub.stop()
    let again = FakeHub("h1", port: broker.port, boot: "b2-1")
    again.start()
    #expect(await eventually { again.notices.contains { $0.contains("retained") } })
    #expect(again.acts.isEmpty)
    await seen.stop()
    await again.stop()
  }

  @Test func theBrokerIsKilledAndComesBack() async throws {
    try await withOneHub { broker, hub, station in
      broker.kill()
      let alarm = hub.raise()
      // Nobody at the station can know: the bed rings, and the station says that it is blind.
      #expect(await eventually { hub.reach == [false] })
      #expect(
        await eventually { station.alarms.map(\.condition).contains(.stationUnreachable) })
      #expect(station.hub("h1")?.isOnline == false)
      let result = await station.source.act(.acknowledge(alarm, by: "nurse-3"))
      guard case .unknownTarget = result else {
        Issue.record("\(result)")
        return
      }
      try broker.start()
      #expect(await eventually(within: .seconds(30)) { station.alarms.map(\.id) == [alarm] })
      #expect(await eventually { hub.reach == [false, true] })
      #expect(station.hub("h1")?.isOnline == true)
    }
  }

  @Test func aHubThatIsKilledIsShownOfflineWithItsLastBeds() async throws {
    let broker = try Broker()
    let proxy = MeddlingProxy(to: broker.port)
    let (one, two) = (FakeHub("h1", port: proxy.port), FakeHub("h2", port: broker.port))
    let station = FakeStation(port: broker.port) { $0.silentAfter = .seconds(60) }
    one.start()
    two.start()
    station.start()
    #expect(await eventually { station.shown?.hubs.filter(\.isOnline).count == 2 })
    let alarm = one.raise()
    #expect(await eventually { station.alarms.map(\.id) == [alarm] })
    proxy.shut()
    // By its last will, long before the silence would tell.
    #expect(await eventually(within: .seconds(5)) { station.hub("h1")?.isOnline == false })
    #expect(station.hub("h2")?.isOnline == true)
    let bed = station.shown?.beds.first { $0.hub == "h1" }
    #expect(bed?.contact == .unobserved && bed?.skinCelsius == nil)
    #expect(await eventually { station.alarms.contains { $0.condition == .deviceSilent } })
    #expect(station.alarms.contains { $0.id == alarm })
    let result = await station.source.act(.acknowledge(alarm, by: "nurse-3"))
    guard case .unreachable(let reason) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("h1"))
    proxy.open()
    #expect(await eventually { station.hub("h1")?.isOnline == true })
    #expect(await eventually { station.alarms.map(\.id) == [alarm] })
    await station.stop()
    await one.stop()
    await two.stop()
  }

  @Test func aHubThatHangsIsFoundByItsSilence() async throws {
    try await withOneHub { broker, hub, station in
      hub.hang()
      #expect(await eventually(within: .seconds(6)) { station.hub("h1")?.isOnline == false })
      #expect(station.alarms.map(\.condition) == [.deviceSilent])
    }
  }

  /// Two hubs that a station shows; all are stopped at the end.
  private func withTwoHubs(
    _ body: (_ one: FakeHub, _ two: FakeHub, _ station: FakeStation) async throws -> Void
  ) async throws {
    let broker = try Broker()
    let (one, two) = (FakeHub("h1", port: broker.port), FakeHub("h2", port: broker.port))
    let station = FakeStation(port: broker.port)
    one.start()
    two.start()
    station.start()
    #expect(await eventually { station.shown?.hubs.filter(\.isOnline).count == 2 })
    try await body(one, two, station)
    await station.stop()
    await one.stop()
    await two.stop()
  }

  /// A hub that a station shows; both are stopped at the end.
  private func withOneHub(
    _ body: (_ broker: Broker, _ hub: FakeHub, _ station: FakeStation) async throws -> Void
  ) async throws {
    let broker = try Broker()
    let hub = FakeHub("h1", port: broker.port)
    let station = FakeStation(port: broker.port)
    hub.start()
    station.start()
    #expect(await eventually { station.hub("h1")?.isOnline == true })
    try await body(broker, hub, station)
    await station.stop()
    await hub.stop()
  }
}
