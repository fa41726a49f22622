import CareModel
import Store
import Testing

@testable import Uplink

@Suite("What a delivery does about its connection")
struct DeliveryConnectionTests {
  private typealias Script = DeliveryScript

  @Test func withoutAnswerAConnectionIsTakenDownAndAllIsSentAgain() {
    let silence = "no acknowledgement within 30 s"
    let delivery = Script.play(
      Script.connected() + [
        Script.at(1, .committed, Script.readLive(100)),
        Script.at(
          1, .read(.live, Script.page(101...102)), .send(Script.row(101)), .send(Script.row(102))),
        Script.at(20, .told(.acknowledged(101)), .acknowledge(101)),
        Script.at(30.9, .tick),
        Script.at(31, .tick, .disconnect(reason: silence)),
        Script.at(31.9, .tick),
        // What the old connection says now is too late.
        Script.at(31.9, .told(.acknowledged(102))),
        Script.at(32, .tick, .connect),
        Script.at(32, .told(.connected(window: 4)), .place),
        Script.at(
          32, Script.place(100, live: 101), Script.readLive(101),
          .read(.backlog, after: 100, through: 101)),
        Script.at(32, .read(.live, Script.page(102...102)), .send(Script.row(102))),
        Script.at(32, .read(.backlog, Script.page(nil))),
      ])
    #expect(delivery.counts.sent == 3)
    #expect(delivery.counts.connections == 2)
  }

  @Test func pausesGrowToTheirCapAndAnAcknowledgementEndsThat() {
    let refusal = DestinationEvent.disconnected(reason: "refused")
    var lines = [Script.at(0, .tick, .connect)]
    var seconds = 0.0
    for pause in [1.0, 2, 4, 8, 8, 8] {
      lines.append(Script.at(seconds, .told(refusal), .disconnect(reason: "refused")))
      lines.append(Script.at(seconds + pause - 0.001, .tick))
      // Told twice: the second changes nothing.
      lines.append(Script.at(seconds + pause - 0.001, .told(refusal)))
      seconds += pause
      lines.append(Script.at(seconds, .tick, .connect))
    }
    lines.append(Script.at(seconds, .told(refusal), jitter: 0, .disconnect(reason: "refused")))
    lines.append(Script.at(seconds + 4, .tick, .connect))
    seconds += 4
    lines += [
      Script.at(seconds, .told(.connected(window: 4)), .place),
      Script.at(
        seconds, Script.place(0, live: 0), Script.readLive(0), .read(.backlog, after: 0, through: 0)
      ),
      Script.at(seconds, .read(.live, Script.page(1...1)), .send(Script.row(1))),
      Script.at(seconds, .told(.acknowledged(1)), .acknowledge(1)),
      Script.at(seconds, .told(refusal), .disconnect(reason: "refused")),
      Script.at(seconds + 1, .tick, .connect),
    ]
    let delivery = Script.play(lines)
    #expect(delivery.failures == 1)
  }

  @Test func aConnectionThatOnlyConnectsIsNoSuccess() {
    let delivery = Script.play(
      Script.connected() + [
        Script.at(10, .told(.disconnected(reason: "gone")), .disconnect(reason: "gone")),
        Script.at(11, .tick, .connect),
        Script.at(11, .told(.connected(window: 4)), .place),
        Script.at(12, .told(.disconnected(reason: "gone")), .disconnect(reason: "gone")),
        Script.at(13, .tick),
        Script.at(14, .tick, .connect),
        // A minute of quiet is one.
        Script.at(14, .told(.connected(window: 4)), .place),
        Script.at(74, .told(.disconnected(reason: "gone")), .disconnect(reason: "gone")),
        Script.at(75, .tick, .connect),
      ])
    #expect(
      delivery.link
        == .connecting(since: .zero + .seconds(74), reason: "gone", from: .zero + .seconds(75)))
  }

  @Test func anAttemptThatHangsIsGivenUp() {
    let reason = "no connection within 60 s"
    let delivery = Script.play([
      Script.at(0, .tick, .connect),
      Script.at(59.9, .tick),
      Script.at(60, .tick, .disconnect(reason: reason)),
      // It comes about after all, too late.
      Script.at(60.1, .told(.connected(window: 4))),
      Script.at(61, .tick, .connect),
    ])
    #expect(delivery.link == .connecting(since: .zero, reason: reason, from: .zero + .seconds(61)))
    #expect(delivery.deadline == .zero + .seconds(121))
  }

  @Test func aStoreThatCannotBeReadIsAskedAgain() {
    _ = Script.play([
      Script.at(0, .tick, .connect),
      Script.at(0, .told(.connected(window: 4)), .place),
      Script.at(0, .unreadable(nil)),
      Script.at(4.9, .tick),
      Script.at(5, .tick, .place),
      Script.at(
        5, Script.place(0, live: 9), Script.readLive(9), .read(.backlog, after: 0, through: 9)),
      Script.at(5, .read(.live, Script.page(10...10)), .send(Script.row(10))),
      Script.at(5, .unreadable(.backlog)),
      Script.at(6, .committed, Script.readLive(10)),
      Script.at(6, .read(.live, Script.page(11...11)), .send(Script.row(11))),
      Script.at(9.9, .tick),
      Script.at(10, .tick, .read(.backlog, after: 0, through: 9)),
    ])
  }

  @Test func anotherDatabaseIsBegunFromItsStart() {
    _ = Script.play(
      Script.connected() + [
        Script.at(1, .committed, Script.readLive(100)),
        Script.at(1, .read(.live, Script.page(101...101)), .send(Script.row(101))),
        Script.at(2, .committed, Script.readLive(101)),
        Script.at(2, .read(.live, Script.page(5...6, era: 7)), .place),
        Script.at(2, .told(.acknowledged(101))),
        Script.at(
          2, .placed(OutboxPlace(acknowledgedThrough: 0, liveAfter: 4, era: 7)),
          Script.readLive(4), .read(.backlog, after: 0, through: 4)),
        Script.at(
          2, .read(.live, Script.page(5...6, era: 7)), .send(Script.row(5)), .send(Script.row(6))),
      ])
  }
}
