import CareModel
import GatewayCore
import SimulatedWard

/// The inputs of one scenario and seed, in the order of their arrival.
public struct ScenarioStream: Sendable {
  public let scenario: Scenario
  public let seed: UInt64
  public let script: WardScript
  /// Wall time of the start: 2026-01-01T00:00:00Z; nil where the clock is known later.
  public let start: WallTime?
  private let restarts: [Restart]
  private let clockKnownAt: Instant?
  /// In order: when, of whom and for how long.
  private let standbys: [Standby]

  public static let midnight = WallTime(milliseconds: 1_767_225_600_000)

  struct Standby: Hashable, Sendable {
    var infant: InfantIdentifier
    var interval: TruthInterval
  }

  /// Until the infant has been wrapped again for long enough to be warm.
  private static func standbys(of script: WardScript) -> [Standby] {
    script.beds.flatMap { bed in
      bed.exposures.map {
        Standby(
          infant: bed.infant,
          interval: $0.interval.widened(before: .minutes(1), after: .minutes(40)))
      }
    }.sorted { $0.interval.from < $1.interval.from }
  }

  /// Nothing between the two is known to the process that begins at `to`.
  private struct Restart: Hashable, Sendable {
    var lost: TruthInterval
    var boot: BootIdentifier
  }

  public init(_ scenario: Scenario, seed: UInt64) {
    self.scenario = scenario
    self.seed = seed
    script = scenario.script(seed: seed)
    var generator = SeededGenerator(seed: seed ^ 0xFA17, stream: 7)
    let length = scenario.days * CareDay.length
    var restarts: [Restart] = []
    var clockKnownAt: Instant?
    for fault in scenario.stream {
      switch fault {
      case .restarts(let each):
        for (index, lost) in Self.draw(each, 1, 45_000, within: length, &generator).enumerated() {
          restarts.append(Restart(lost: lost, boot: BootIdentifier("b\(index + 2)")))
        }
      case .clockKnown(let after): clockKnownAt = .zero + after
      case .standbyWhileUncovered: break
      }
    }
    self.restarts = restarts
    self.clockKnownAt = clockKnownAt
    standbys = scenario.stream.contains(.standbyWhileUncovered) ? Self.standbys(of: script) : []
    start = clockKnownAt == nil ? Self.midnight : nil
  }

  public var end: Instant {
    Instant(milliseconds: Int64(scenario.days) * Int64(CareDay.length) * 1000)
  }

  /// How long each restart leaves without a sample.
  public var lostToRestarts: [TruthInterval] { restarts.map(\.lost) }

  /// Stretches at random moments, each from `least` to `most` milliseconds long.
  private static func draw(
    _ each: TimeLength, _ least: Int, _ most: Int, within length: Int,
    _ generator: inout SeededGenerator
  ) -> [TruthInterval] {
    var drawn: [TruthInterval] = []
    var from = Int64(0)
    while true {
      from += Int64(generator.uniform(0.2, 1.8) * Double(each.milliseconds))
      let to = from + Int64(generator.integer(least, most))
      guard to + 60_000 < Int64(length) * 1000 else { return drawn }
      drawn.append(
        TruthInterval(from: Instant(milliseconds: from), to: Instant(milliseconds: to)))
      from = to
    }
  }

  /// Hands on every input; who is watched comes first, at zero.
  public func inputs(_ body: (WardInput, Instant) -> Void) {
    var ward = SimulatedWard(script: script)
    var nextRestart = 0
    var held: [WardInput] = []
    var clockDue = clockKnownAt
    var nextStandby = 0
    func pass(to now: Instant) {
      while nextRestart < restarts.count, restarts[nextRestart].lost.to <= now {
        let restart = restarts[nextRestart]
        nextRestart += 1
        body(.boot(restart.boot), restart.lost.to)
        for input in held { body(input, restart.lost.to) }
        held = []
      }
      while nextStandby < standbys.count, standbys[nextStandby].interval.from <= now {
        let standby = standbys[nextStandby]
        nextStandby += 1
        body(
          .standby(standby.infant, length: standby.interval.length, by: "nurse-1"),
          standby.interval.from)
      }
      if let due = clockDue, due <= now {
        clockDue = nil
        let wall = WallTime(milliseconds: Self.midnight.milliseconds + due.milliseconds)
        body(.clock(wall, .synchronised), due)
      }
    }
    for assignment in script.assignments { body(.assign(assignment), .zero) }
    ward.trace(upTo: end) { arrival in
      pass(to: arrival.at)
      let isLost = nextRestart < restarts.count && restarts[nextRestart].lost.from <= arrival.at
      switch arrival.event {
      case .link(let device, let isUp):
        // What a line is like is told again to the process that follows.
        if isLost {
          held.append(.link(device, isUp: isUp))
        } else {
          body(.link(device, isUp: isUp), arrival.at)
        }
      case .sample(let sample):
        let input = WardInput.sample(sample)
        if sample.measuredAt != nil {
          // A board keeps what was not acknowledged.
          if isLost { held.append(input) } else { body(input, arrival.at) }
          return
        }
        if !isLost { body(input, arrival.at) }
      }
    }
    pass(to: end)
  }
}
