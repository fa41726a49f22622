import Foundation
import TestSupport
import Testing

@testable import Uplink

/// Brokers that die and acknowledgements that are lost: every message is there, repeats are known.
@Suite struct LossTests {
  /// The subscriber is another program, so that nothing of ours judges itself.
  private struct Subscriber {
    let child: Child
    let file: String
    let scratch: Scratch

    init(_ broker: Broker, _ name: String) throws {
      scratch = broker.scratch
      file = name
      // Without a promise the broker hands on at once what it is about to acknowledge.
      child = try Child(
        "stdbuf",
        [
          "-oL", "mosquitto_sub", "-d", "-V", "5", "-h", "127.0.0.1", "-p", "\(broker.port)", "-q",
          "0", "-t", "kmc/v1/s1/w1/h1/day", "-F", "=%p",
        ], output: scratch.path(name))
    }

    func subscribed() async -> Bool {
      await eventually { scratch.text(file).contains("Subscribed") }
    }

    var identifiers: [Int] {
      scratch.text(file).split(separator: "\n").filter { $0.hasPrefix("={") }
        .compactMap { Int($0.dropFirst(7).dropLast()) }
    }
  }

  @Test func everyMessageIsThereAfterABrokerWasKilledAHundredTimes() async throws {
    let broker = try Broker()
    let session = Session(port: broker.port) { $0.uplink.inFlight = 10 }
    let count: Int64 = 20_000
    let resender = Resender(session, count: count)
    var random = SeededGenerator(seed: 4)
    var received: [Int] = []
    var kills = 0
    while !resender.isDone {
      let subscriber = try Subscriber(broker, "heard")
      #expect(await subscriber.subscribed())
      let limit = kills < 100 ? Int.random(in: 1...300, using: &random) : .max
      #expect(await resender.connect(until: limit))
      if kills < 100 {
        usleep(UInt32.random(in: 0...1500, using: &random))
        broker.kill()
        kills += 1
      } else {
        await session.stop()
      }
      await session.ended()
      resender.again()
      // What the dead broker had written is in the subscriber's socket.
      try await Task.sleep(for: .milliseconds(kills < 100 ? 20 : 300))
      received += subscriber.identifiers
      subscriber.child.end(SIGKILL)
      if !resender.isDone, kills <= 100 {
        broker.kill()
        try broker.start()
      }
    }
    #expect(kills == 100)
    #expect(Set(received) == Set(1...Int(count)))
    #expect(resender.acknowledged == Int(count))
    // That some were sent again shows that the kills hit what was under way.
    #expect(resender.sent > Int(count))
    #expect(received.count <= resender.sent)
  }

  @Test func aLostAcknowledgementCostsARepeatAndNothingElse() async throws {
    let broker = try Broker()
    let subscriber = try Subscriber(broker, "heard")
    #expect(await subscriber.subscribed())
    let proxy = MeddlingProxy(to: broker.port)
    let session = Session(port: proxy.port) { $0.uplink.acknowledgeWithin = .seconds(0.3) }
    let resender = Resender(session, count: 200)
    var rounds = 0
    while !resender.isDone, rounds < 20 {
      if rounds < 5 { proxy.loseAcknowledgements(3) }
      _ = await resender.connect()
      if resender.isDone { break }
      await session.ended()
      resender.again()
      rounds += 1
    }
    await session.stop()
    // Each round ends with an acknowledgement that is waited for in vain.
    #expect((5...15).contains(proxy.lost))
    #expect(rounds == 5)
    #expect(await eventually { Set(subscriber.identifiers) == Set(1...200) })
    // "online" may be among what was lost.
    #expect(subscriber.identifiers.count > 200)
    #expect(subscriber.identifiers.count <= resender.sent)
    subscriber.child.end(SIGKILL)
  }
}
