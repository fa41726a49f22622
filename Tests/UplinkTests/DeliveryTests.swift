import CareModel
import Store
import Testing

@testable import Uplink

@Suite("Which rows are sent, and when")
struct DeliveryTests {
  private typealias Script = DeliveryScript

  @Test func newsAreSentAtOnceAndLeaveWhenAcknowledged() {
    let delivery = Script.play(
      Script.connected() + [
        Script.at(5, .committed, Script.readLive(100)),
        Script.at(
          5, .read(.live, Script.page(101...102)), .send(Script.row(101)), .send(Script.row(102))),
        // Out of turn, a repeat, one that was never sent, and one that is not queued.
        Script.at(6, .told(.acknowledged(102)), .acknowledge(102)),
        Script.at(6, .told(.acknowledged(102))),
        Script.at(6, .told(.acknowledged(999))),
        Script.at(6, .told(.acknowledged(-1))),
        Script.at(6, .told(.refused(101, reason: "no")), .refuse(101, reason: "no")),
        Script.at(45, .tick),
        Script.at(46, .tick, .note),
        Script.at(46, .noted(left: 0)),
      ])
    #expect(delivery.counts.sent == 2)
    #expect(delivery.counts.acknowledged == 1)
    #expect(delivery.counts.refused == 1)
    #expect(delivery.counts.unexpected == 2)
    #expect(delivery.deadline == nil)
  }

  @Test func newsGoBeforeBacklogAndHaveTheirPartOfTheWindow() {
    _ = Script.play([
      Script.at(0, .tick, .connect),
      Script.at(0, .told(.connected(window: 4)), .place),
      Script.at(
        0, Script.place(0, live: 100), Script.readLive(100),
        .read(.backlog, after: 0, through: 100)),
      Script.at(0, .read(.backlog, Script.page(1...100))),
      // One row in a tenth of a second, and the allowance starts at nothing.
      Script.at(0, .read(.live, Script.page(101...101)), .send(Script.row(101))),
      Script.at(0.05, .tick),
      Script.at(0.1, .tick, .send(Script.row(1))),
      Script.at(0.2, .tick, .send(Script.row(2))),
      // Three are under way: the fourth place is for news.
      Script.at(0.4, .tick),
      Script.at(0.5, .committed, Script.readLive(101)),
      Script.at(0.5, .read(.live, Script.page(102...104)), .send(Script.row(102))),
      Script.at(0.6, .told(.acknowledged(1)), .acknowledge(1), .send(Script.row(103))),
      Script.at(0.7, .told(.acknowledged(101)), .acknowledge(101), .send(Script.row(104))),
      Script.at(0.8, .told(.acknowledged(2)), .acknowledge(2)),
      Script.at(0.9, .told(.acknowledged(102)), .acknowledge(102), .send(Script.row(3))),
    ])
  }

  @Test func aWindowOfOneServesBoth() {
    _ = Script.play(
      [
        Script.at(0, .tick, .connect),
        Script.at(0, .told(.connected(window: 1)), .place),
        Script.at(
          0, Script.place(0, live: 100), Script.readLive(100),
          .read(.backlog, after: 0, through: 100)),
        Script.at(0, .read(.live, Script.page(101...101)), .send(Script.row(101))),
        Script.at(0, .read(.backlog, Script.page(1...2))),
        Script.at(0, .told(.acknowledged(101)), .acknowledge(101), .send(Script.row(1))),
        Script.at(0, .told(.acknowledged(1)), .acknowledge(1), .send(Script.row(2))),
      ], Script.unlimited)
  }

  @Test func whatIsNotTakenWaitsInItsPlace() {
    let delivery = Script.play(
      Script.connected() + [
        Script.at(1, .committed, Script.readLive(100)),
        Script.at(
          1, .read(.live, Script.page(101...103)), .send(Script.row(101)), .send(Script.row(102)),
          .send(Script.row(103))),
        Script.at(1, .notTaken(Script.row(102))),
        Script.at(1, .notTaken(Script.row(103))),
        Script.at(1.5, .tick),
        Script.at(
          1.6, .told(.acknowledged(101)), .acknowledge(101), .send(Script.row(102)),
          .send(Script.row(103))),
        Script.at(1.6, .notTaken(Script.row(102))),
        Script.at(1.6, .notTaken(Script.row(103))),
        Script.at(2.6, .tick, .send(Script.row(102)), .send(Script.row(103))),
      ])
    #expect(delivery.counts.sent == 3)
  }

  @Test func newsDuringAReadAreReadAfterIt() {
    _ = Script.play([
      Script.at(0, .tick, .connect),
      Script.at(0, .told(.connected(window: 4)), .place),
      Script.at(
        0, Script.place(0, live: 0), Script.readLive(0), .read(.backlog, after: 0, through: 0)),
      Script.at(0, .committed),
      Script.at(0, .read(.live, Script.page(1...1)), .send(Script.row(1)), Script.readLive(1)),
      Script.at(0, .read(.live, Script.page(nil))),
    ])
  }

  @Test func muchAcknowledgedAtOnceIsOneCommitASecond() {
    var delivery = Script.play(Script.connected(window: 2_000))
    var notes: [Double] = []
    var next: Int64 = 101
    for tenth in 10..<60 {
      let now = Instant(seconds: Double(tenth) / 10)
      var inputs: [DeliveryInput] = [.committed]
      while !inputs.isEmpty {
        for effect in delivery.step(inputs.removeFirst(), at: now) {
          switch effect {
          case .send(let row): inputs.append(.told(.acknowledged(row.number)))
          case .read(let lane, _, _):
            inputs.append(.read(lane, Script.page(next...(next + 199))))
            next += 200
          case .note:
            notes.append(Double(tenth) / 10)
            inputs.append(.noted(left: 0))
          default: break
          }
        }
      }
    }
    #expect(notes == [1.2, 2.2, 3.2, 4.2, 5.2])
    #expect(delivery.counts.acknowledged == 50 * 200)
  }
}
