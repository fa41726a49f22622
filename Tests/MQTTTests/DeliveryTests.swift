import TestSupport
import Testing

@testable import Uplink

/// What goes through a real broker, and what is left there.
@Suite struct DeliveryTests {
  private func listener(
    _ broker: Broker, _ filter: String = "kmc/v1/#", named name: String = "listener"
  ) async -> Session {
    let listener = Session(port: broker.port, hub: name) {
      $0.subscriptions = [filter]
      $0.announcesState = false
      $0.continuesSession = false
    }
    _ = await listener.connect()
    // Heard by itself, the subscription stands.
    #expect(listener.send(-1, "/kmc/v1/ready", "ready") || filter != "kmc/v1/#")
    _ = await eventually { filter != "kmc/v1/#" || !listener.heard.isEmpty }
    return listener
  }

  @Test func everyMessageArrivesOnceAsItWasSent() async throws {
    let broker = try Broker()
    let listener = await listener(broker)
    let session = Session(port: broker.port)
    #expect(await session.connect() == 20)
    let bodies = ["{}", "{\"name\":\"Säugling ✓\"}", String(repeating: "x", count: 200_000), ""]
    for (index, body) in bodies.enumerated() {
      #expect(session.send(Int64(index + 1), "day", body))
    }
    #expect(await session.wait { $0.count >= 5 })
    #expect(session.acknowledged.sorted() == [1, 2, 3, 4])
    _ = await eventually { listener.heard.count >= 6 }
    let days = listener.heard.filter { $0.topic == "kmc/v1/s1/w1/h1/day" }
    #expect(days.map(\.body) == bodies)
    await session.stop()
    await listener.stop()
  }

  @Test func aThousandMessagesArriveInOrderThroughTheWindow() async throws {
    let broker = try Broker()
    let listener = await listener(broker)
    let session = Session(port: broker.port)
    await session.connect()
    for number in 1...1000 as ClosedRange<Int64> {
      #expect(await eventually { session.send(number) })
    }
    #expect(await session.wait { $0.count >= 1001 })
    #expect(session.acknowledged == Array(1...1000))
    _ = await eventually { listener.heard.count >= 1002 }
    let numbers = listener.heard.compactMap { Int($0.body.dropFirst(6).dropLast()) }
    #expect(numbers == Array(1...1000))
    await session.stop()
    await listener.stop()
  }

  /// Nothing is acknowledged while the broker stands still: the window is full and stays full.
  @Test func neverMoreThanTheWindowIsTaken() async throws {
    let broker = try Broker()
    let session = Session(port: broker.port) { $0.uplink.inFlight = 7 }
    #expect(session.send(1) == false)
    #expect(await session.connect() == 7)
    broker.freeze()
    var taken = 0
    for number in 1...100 as ClosedRange<Int64> where session.send(number) { taken += 1 }
    #expect(taken == 7)
    // What is promised nothing has room of its own.
    #expect(session.send(-1, "reading") { $0.delivery = .atMostOnce })
    broker.thaw()
    #expect(await eventually { session.acknowledged.count == 7 })
    #expect(session.send(101))
    await session.stop()
    #expect(session.send(102) == false)
  }

  @Test func aBrokersReceiveMaximumIsHonoured() async throws {
    let broker = try Broker(["allow_anonymous true", "max_inflight_messages 3"])
    let session = Session(port: broker.port)
    #expect(await session.connect() == 3)
    for number in 1...50 as ClosedRange<Int64> {
      #expect(await eventually { session.send(number) })
    }
    #expect(await eventually { session.acknowledged.count == 50 })
    await session.stop()
  }

  @Test func birthAndWillStandOnTheStateTopic() async throws {
    let broker = try Broker()
    let listener = await listener(broker)
    let session = Session(port: broker.port)
    func states() -> [String] {
      listener.heard.filter { $0.topic == "kmc/v1/s1/w1/h1/state" }.map(\.body)
    }
    await session.connect()
    #expect(await eventually { states() == ["online"] })
    // Whoever comes later is told, too.
    let later = await self.listener(broker, "kmc/v1/+/+/+/state", named: "later")
    #expect(await eventually { later.heard.map(\.body) == ["online"] })
    await session.stop()
    #expect(await eventually { states() == ["online", "offline"] })
    #expect(session.events.last == .disconnected(reason: "the gateway ended the connection"))
    await later.stop()
    await listener.stop()
  }

  @Test func theWillIsPublishedWhenTheConnectionIsCut() async throws {
    let broker = try Broker()
    let proxy = MeddlingProxy(to: broker.port)
    let listener = await listener(broker)
    let session = Session(port: proxy.port)
    await session.connect()
    proxy.cut()
    await session.ended()
    #expect(session.destination.lastFailure?.stage == .connection)
    #expect(await eventually { listener.heard.last?.body == "offline" })
    await listener.stop()
  }

  @Test func whatIsPromisedNothingIsSentWithoutAnAcknowledgement() async throws {
    let broker = try Broker()
    let listener = await listener(broker)
    let session = Session(port: broker.port)
    await session.connect()
    for number in 1...200 {
      #expect(
        await eventually {
          session.send(Int64(-number), "reading") { $0.delivery = .atMostOnce }
        })
    }
    #expect(
      await eventually { listener.heard.filter { $0.topic.hasSuffix("/reading") }.count == 200 })
    #expect(session.acknowledged.isEmpty)
    await session.stop()
    await listener.stop()
  }

  @Test func aTopicOfItsOwnAndARetainedMessage() async throws {
    let broker = try Broker()
    let session = Session(port: broker.port)
    await session.connect()
    #expect(session.send(1, "/homeassistant/sensor/x/config", "{}") { $0.isRetained = true })
    #expect(await session.wait { $0.contains(.acknowledged(1)) })
    let later = await listener(broker, "homeassistant/#")
    #expect(await eventually { later.heard.map(\.topic) == ["homeassistant/sensor/x/config"] })
    await later.stop()
    await session.stop()
  }

  /// What was meant for the gateway while it was away arrives when it is back.
  @Test func theSessionIsContinued() async throws {
    let broker = try Broker()
    let session = Session(port: broker.port) { $0.subscriptions = ["kmc/v1/s1/w1/h1/ack"] }
    await session.connect()
    // The broker answers in order: with the acknowledgement, the subscription stands.
    #expect(session.send(1))
    #expect(await session.wait { $0.contains(.acknowledged(1)) })
    await session.stop()
    let station = Session(port: broker.port, hub: "station")
    await station.connect()
    #expect(station.send(1, "/kmc/v1/s1/w1/h1/ack", "seen"))
    #expect(await station.wait { $0.contains(.acknowledged(1)) })
    await station.stop()
    await session.connect()
    #expect(
      await eventually {
        session.heard == [Session.Heard(topic: "kmc/v1/s1/w1/h1/ack", body: "seen")]
      })
    await session.stop()
  }

  /// What was sent to be kept can be told from what was not, if that was asked for.
  @Test(arguments: [true, false]) func keptMessagesAreKnownAsSuch(isShown: Bool) async throws {
    let broker = try Broker()
    let station = Session(port: broker.port, hub: "station")
    await station.connect()
    func send(_ number: Int64, isRetained: Bool) async {
      #expect(
        station.send(number, "/kmc/v1/s1/w1/h1/act", "\(number)") { $0.isRetained = isRetained })
      #expect(await station.wait { $0.contains(.acknowledged(number)) })
    }
    await send(1, isRetained: true)
    let session = Session(port: broker.port) {
      $0.subscriptions = ["kmc/v1/s1/w1/h1/act"]
      $0.showsRetained = isShown
    }
    await session.connect()
    #expect(await eventually { session.heard.count == 1 })
    await send(2, isRetained: false)
    await send(3, isRetained: true)
    #expect(await eventually { session.heard.count == 3 })
    #expect(session.heard.map(\.isRetained) == [true, false, isShown])
    await session.stop()
    await station.stop()
  }

  /// This broker closes the older connection without a word; others say why.
  @Test func aSecondGatewayOfTheSameNameEndsTheFirst() async throws {
    let broker = try Broker()
    let first = Session(port: broker.port)
    await first.connect()
    let second = Session(port: broker.port)
    await second.connect()
    await first.ended()
    #expect(first.destination.lastFailure?.stage == .connection)
    #expect(LoginAnswer.farewell(code: 0x8E).reason.contains("same name"))
    await second.stop()
  }
}
