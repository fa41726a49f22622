import CareModel
import Devices
import SimulatedWard
import Testing
import WireProtocol

@testable import GatewayCore

@Suite("Where a board's uptime lies on the gateway's timeline")
struct BoardClockTests {
  /// How far off a placed record may be while the gateway goes on, and after its own restart.
  private static let bound = 2.0
  private static let boundAfterRestart = BoardClock.doubtMost.seconds

  /// A board's clock, heard every so often until an outage and after it.
  private struct Scene {
    var board = HandMadeBoard()
    var clock: BoardClock?
    /// Delays of frames are drawn from this, 5 to 60 ms, with a stall of seconds now and then.
    var generator = SeededGenerator(seed: 1)
    var isStalling = true

    mutating func hear(from: Double, through: Double, every period: Double) {
      for second in stride(from: from, through: through, by: period) {
        var delay = Double.random(in: 0.005...0.06, using: &generator)
        if isStalling, Int.random(in: 0..<200, using: &generator) == 0 {
          delay += Double.random(in: 0...4.5, using: &generator)
        }
        _ = hear(at: second, delay: delay)
      }
    }

    @discardableResult
    mutating func hear(at second: Double, delay: Double = 0.02) -> BoardClock.Step? {
      let uptime = board.uptime(at: Instant(seconds: second))
      let now = Instant(seconds: second + delay)
      guard clock != nil else {
        clock = BoardClock(uptime: uptime, at: now)
        return nil
      }
      return clock?.hear(uptime, at: now)
    }

    /// How far the record of this moment is misplaced, in seconds; nil where it is not placed.
    func error(of second: Double, at now: Double) -> Double? {
      guard let clock,
        let uptime = clock.uptime(ofRecord: board.uptime(at: Instant(seconds: second))),
        let at = clock.place(uptime, at: Instant(seconds: now))
      else { return nil }
      return at.seconds - second
    }
  }

  @Test("an outage of up to 72 hours, any rate to 100 ppm, wrapped or not", arguments: 1...40)
  func outage(seed: UInt64) throws {
    var scene = Scene()
    scene.generator = SeededGenerator(seed: seed)
    scene.board.fastPpm = Double.random(in: -100...100, using: &scene.generator)
    let before = Double.random(in: 60...40_000, using: &scene.generator)
    let gap = Double.random(in: 60...(72 * 3600), using: &scene.generator)
    if seed.isMultiple(of: 2) {
      scene.board.wrapsAt = 1 << 32
      // Full somewhere within the outage.
      let share = Double.random(in: 0...1, using: &scene.generator)
      scene.board.startedAt = Instant(seconds: before + gap * share - scene.board.turn)
    }
    scene.hear(from: 0, through: before, every: 5)
    let back = before + gap
    scene.hear(from: back, through: back + 20, every: 5)
    scene.hear(at: back + 20.5)
    var placed = 0
    var last = -Double.infinity
    for second in stride(from: before - 30, to: back + 20, by: 60) {
      guard let error = scene.error(of: second, at: back + 20.6) else { continue }
      placed += 1
      #expect(abs(error) <= Self.bound, "\(error) s off at \(second - before) of \(gap)")
      #expect(second + error >= last)
      last = second + error
    }
    #expect(Double(placed) >= 0.99 * (gap / 60), "\(placed) of \(gap / 60)")
  }

  @Test("after the gateway's own restart: placed within 10 s, or not at all", arguments: 1...40)
  func ownRestart(seed: UInt64) {
    var scene = Scene()
    scene.isStalling = false
    scene.generator = SeededGenerator(seed: seed)
    scene.board.fastPpm = Double.random(in: -100...100, using: &scene.generator)
    let gap = Double.random(in: 60...(72 * 3600), using: &scene.generator)
    scene.board.startedAt = Instant(seconds: -1000)
    scene.hear(from: gap, through: gap + 5, every: 5)
    var placed = 0
    for second in stride(from: 0, to: gap, by: 60) {
      guard let error = scene.error(of: second, at: gap + 5) else { continue }
      placed += 1
      #expect(abs(error) <= Self.boundAfterRestart + 0.1, "\(error) s, \(gap - second) s ago")
    }
    // A day back at 100 ppm; what is older is counted.
    #expect(Double(placed) >= min(gap, 27 * 3600) / 60 - 1)
    #expect(Double(placed) <= min(gap, 28 * 3600) / 60 + 1)
  }

  @Test("a board that restarts while away keeps the rate that was learnt", arguments: 1...20)
  func ownRate(seed: UInt64) {
    var scene = Scene()
    scene.generator = SeededGenerator(seed: seed)
    scene.board.fastPpm = Double.random(in: -100...100, using: &scene.generator)
    let before = Double.random(in: 6 * 3600...48 * 3600, using: &scene.generator)
    let gap = Double.random(in: 600...(72 * 3600), using: &scene.generator)
    scene.hear(from: 0, through: before, every: 5)
    let start = before + Double.random(in: 0...gap, using: &scene.generator)
    let back = before + gap
    scene.board.startedAt = Instant(seconds: start)
    scene.clock = scene.clock?.next(
      uptime: scene.board.uptime(at: Instant(seconds: back)), at: Instant(seconds: back + 0.02))
    var placed = 0
    for second in stride(from: start, to: back, by: 60) {
      guard let error = scene.error(of: second, at: back + 1) else { continue }
      placed += 1
      #expect(abs(error) <= Self.bound, "\(error) s off, \(back - second) s ago")
    }
    #expect(Double(placed) >= 0.99 * (back - start) / 60)
  }

  @Test("a count of 32 bits that wraps while it is heard, and twice while it is not")
  func wraps() {
    var scene = Scene()
    scene.isStalling = false
    scene.board.wrapsAt = 1 << 32
    scene.board.fastPpm = 60
    let turn = scene.board.turn
    scene.board.startedAt = Instant(seconds: 100 - turn)
    scene.hear(from: 0, through: 20, every: 5)
    let near = scene.hear(at: 110)
    #expect(near == .wrapped)
    scene.hear(from: 115, through: 200, every: 5)
    for second in [20.0, 50, 99, 101, 150] {
      #expect(scene.error(of: second, at: 200).map { abs($0) < 0.2 } == true)
    }
    let far = scene.hear(at: 200 + 2 * turn + 5000)
    #expect(far == .wrapped)
    let now = 210 + 2 * turn + 5000
    scene.hear(at: now)
    for age in [100.0, 3600, 86_400] {
      #expect(scene.error(of: now - age, at: now).map { abs($0) < Self.bound } == true)
    }
  }

  /// One frame after another: seconds on the gateway's timeline and of uptime, and what it is.
  static let steps: [(before: (Double, Double), next: (Double, Double), step: BoardClock.Step)] = [
    ((1000, 500), (1005, 505), .onward),
    ((1000, 500), (1005, 499.5), .onward),
    ((1000, 500), (1005, 498), .back),
    ((1000, 500), (5000, 3), .back),
    ((1000, 4_294_900), (1070, 2.7), .wrapped),
    ((1000, 4_294_900), (1070, 14), .back),
    ((1000, 4_294_900), (5000, 10), .back),
    // More than 32 bits do not wrap there.
    ((1000, 4_294_968), (1070, 70), .back),
  ]

  @Test("a clock that goes slower when it is cold is placed within the bound")
  func cold() {
    var scene = Scene()
    scene.isStalling = false
    scene.board.fastPpm = 70
    scene.hear(from: 0, through: 90_000, every: 10)
    // 10 ppm slower for a day out of reach, and 10 faster again for the next.
    let offs: [(until: Double, ppm: Double)] = [(176_400, 60), (262_800, 80)]
    var records: [(Double, UInt64)] = []
    var second = 90_000.0
    for (until, ppm) in offs {
      scene.board.change(fastPpm: ppm, at: Instant(seconds: second))
      while second < until {
        records.append((second, scene.board.uptime(at: Instant(seconds: second))))
        second += 300
      }
    }
    scene.hear(from: second, through: second + 20, every: 5)
    for (truth, raw) in records {
      guard let clock = scene.clock, let uptime = clock.uptime(ofRecord: raw),
        let at = clock.place(uptime, at: Instant(seconds: second + 21))
      else {
        Issue.record("not placed")
        continue
      }
      #expect(abs(at.seconds - truth) <= Self.bound)
    }
  }

  @Test("goes on, goes back, or wraps", arguments: 0..<steps.count)
  func step(row: Int) {
    let (before, next, expected) = Self.steps[row]
    var clock = BoardClock(
      uptime: UInt64(before.1 * 1000), at: Instant(seconds: before.0))
    let step = clock.hear(UInt64(next.1 * 1000), at: Instant(seconds: next.0))
    #expect(step == expected)
  }

  @Test("a clock that stood still while away: what lies between cannot be placed")
  func stoodStill() {
    var scene = Scene()
    scene.isStalling = false
    scene.hear(from: 0, through: 20_000, every: 5)
    // Half an hour is missing from its count.
    scene.board.startedAt = scene.board.startedAt + .minutes(30)
    scene.hear(from: 40_000, through: 42_000, every: 5)
    #expect(scene.error(of: 30_000, at: 42_001) == nil)
    #expect(scene.error(of: 41_000, at: 42_001).map { abs($0) < 0.2 } == true)
    scene.hear(from: 42_005, through: 400_000, every: 60)
    scene.board.startedAt = Instant(milliseconds: -60_000)
    #expect(scene.error(of: 10_000, at: 400_001) == nil)
  }

  @Test("a first frame that comes a minute late is mended by the next")
  func lateFirst() {
    var scene = Scene()
    scene.isStalling = false
    scene.board.fastPpm = -80
    scene.hear(from: 0, through: 20_000, every: 5)
    scene.hear(at: 50_000, delay: 60)
    #expect(scene.error(of: 40_000, at: 50_060) == nil, "too doubtful until then")
    scene.hear(at: 50_060, delay: 0.02)
    #expect(scene.error(of: 40_000, at: 50_061).map { abs($0) < 0.2 } == true)
  }

  @Test("a frame that comes late moves nothing that its like have settled")
  func lateLast() {
    var scene = Scene()
    scene.isStalling = false
    scene.board.fastPpm = 40
    scene.hear(from: 0, through: 20_100, every: 5)
    scene.hear(at: 20_105, delay: 1.9)
    scene.hear(at: 50_000, delay: 1.5)
    scene.hear(at: 50_005, delay: 0.02)
    scene.hear(at: 50_010, delay: 1.9)
    // What came after the last live sample is not placed before it, however late that was.
    let next = scene.error(of: 20_105.5, at: 50_012)
    #expect(next.map { abs($0 - 1.4) < 0.01 } == true, "\(String(describing: next))")
    for second in [20_050.0, 20_150, 40_000, 49_900, 50_003] {
      #expect(scene.error(of: second, at: 50_012).map { abs($0) < 0.1 } == true)
    }
  }

  @Test("numbers that cannot be end in no place, not in a crash")
  func broken() {
    for raw in [UInt64.max, 1 << 63, 1 << 40, 0] {
      var clock = BoardClock(uptime: raw, at: Instant(seconds: 100))
      _ = clock.hear(UInt64.max, at: Instant(seconds: 105))
      _ = clock.hear(0, at: Instant(seconds: 110))
      for record in [UInt64.max, 1 << 62, 1 << 39, 5] {
        let at = clock.uptime(ofRecord: record).flatMap {
          clock.place($0, at: Instant(seconds: 111))
        }
        if let at { #expect(at <= Instant(seconds: 111)) }
      }
    }
  }
}
