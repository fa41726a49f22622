import CareModel
import Store
import Testing

@testable import Uplink

/// A table of what happens, when, and what is to be done about it.
enum DeliveryScript {
  static let unlimited = DeliverySettings(
    backlogPerSecond: nil, acknowledgementWithin: .seconds(30), connectionWithin: .seconds(60),
    firstPause: .seconds(1), longestPause: .seconds(8), liveWithin: .minutes(10))

  static let settings = DeliverySettings(
    backlogPerSecond: 10, acknowledgementWithin: .seconds(30), connectionWithin: .seconds(60),
    firstPause: .seconds(1), longestPause: .seconds(8), liveWithin: .minutes(10))

  struct Line {
    var seconds: Double
    var input: DeliveryInput
    var jitter: Double
    var effects: [DeliveryEffect]
  }

  static func at(
    _ seconds: Double, _ input: DeliveryInput, jitter: Double = 1, _ effects: DeliveryEffect...
  ) -> Line {
    Line(seconds: seconds, input: input, jitter: jitter, effects: effects)
  }

  static func row(_ number: Int64) -> OutboxRow {
    OutboxRow(number: number, kind: .alarm, identifier: "a\(number)", instant: .zero, body: [])
  }

  static func page(
    _ numbers: ClosedRange<Int64>?, isLast: Bool = true, era: Int64 = 0
  ) -> OutboxPage {
    OutboxPage(
      rows: numbers.map { $0.map(row) } ?? [], readThrough: numbers?.upperBound ?? 0,
      isLast: isLast, era: era)
  }

  static func place(_ through: Int64, live: Int64) -> DeliveryInput {
    .placed(OutboxPlace(acknowledgedThrough: through, liveAfter: live, era: 0))
  }

  static func readLive(_ after: Int64) -> DeliveryEffect {
    .read(.live, after: after, through: .max)
  }

  static func play(
    _ lines: [Line], _ settings: DeliverySettings = settings,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Delivery {
    var delivery = Delivery(settings: settings, startingAt: .zero)
    for line in lines {
      let now = Instant(seconds: line.seconds)
      let effects = delivery.step(line.input, at: now, jitter: line.jitter)
      #expect(
        effects == line.effects, "at \(line.seconds) s, \(line.input)",
        sourceLocation: sourceLocation)
    }
    return delivery
  }

  /// Connected at 0 s with nothing waiting up to row 100.
  static func connected(window: Int = 4) -> [Line] {
    [
      at(0, .tick, .connect),
      at(0, .told(.connected(window: window)), .place),
      at(
        0, place(100, live: 100), readLive(100), .read(.backlog, after: 100, through: 100)),
      at(0, .read(.live, page(nil))),
      at(0, .read(.backlog, page(nil))),
    ]
  }
}
