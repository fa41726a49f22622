import CareModel
import TestSupport
import Testing

@testable import CareLogic

@Suite("A level that a device teaches")
struct LearntLevelTests {
  @Test(
    "the first value is taken whole, and the level settles on what comes", arguments: [1.0, 10, 60])
  func settles(step: Double) {
    var level = LearntLevel()
    level.learn(5, over: step, memory: 600)
    #expect(level.mean == 5)
    for _ in 0..<Int(7200 / step) { level.learn(0.4, over: step, memory: 600) }
    #expect(abs(level.mean - 0.4) < 0.01)
  }

  @Test("it follows in time, not in samples", arguments: [1.0, 5, 30, 60])
  func inTime(step: Double) {
    var level = LearntLevel()
    for _ in 0..<Int(7200 / step) { level.learn(0, over: step, memory: 600) }
    for _ in 0..<Int(600 / step) { level.learn(1, over: step, memory: 600) }
    // After one memory 1 - 1/e of the way.
    #expect(abs(level.mean - 0.632) < 0.04)
  }

  @Test("more is known with time, up to a day, and never all")
  func known() {
    var level = LearntLevel()
    #expect(level.known(after: 300) == 0)
    var last = 0.0
    for _ in 0..<200 {
      level.learn(1, over: 600, memory: 600)
      #expect(level.known(after: 300) >= last)
      last = level.known(after: 300)
    }
    #expect((0.9..<1).contains(last))
    #expect(level.seconds == 86_400)
  }

  @Test("what is expected gives way to what was learnt")
  func expectation() {
    var level = LearntLevel()
    let before = level.level(expected: 0.5, spread: 0.2, learntSpread: 0.05)
    #expect(before.mean == 0.5 && before.spread == 0.2)
    for _ in 0..<2000 { level.learn(0.9, over: 10, memory: 3600) }
    let after = level.level(expected: 0.5, spread: 0.2, learntSpread: 0.05)
    #expect(abs(after.mean - 0.9) < 0.02)
    #expect((0.05..<0.08).contains(after.spread))
  }

  @Test("noise widens a level, and no level gets narrower than its least")
  func spread() {
    var generator = SeededGenerator(seed: 1)
    var noisy = LearntLevel()
    for _ in 0..<3000 {
      noisy.learn(.random(in: 0...1, using: &generator), over: 10, memory: 3600)
    }
    let level = noisy.level(expected: 0, spread: 0.1, learntSpread: 0.05)
    #expect((0.4...0.6).contains(level.mean))
    #expect((0.2...0.6).contains(level.spread))
  }

  @Test("a stranger is known only after an hour, and only far away", arguments: [1.0, 10, 60])
  func stranger(step: Double) {
    var level = LearntLevel()
    level.learn(0.6, over: step, memory: 3600)
    #expect(!level.isStranger(5, learntSpread: 0.05))
    for _ in 0..<Int(7200 / step) { level.learn(0.6, over: step, memory: 3600) }
    #expect(level.isStranger(0.2, learntSpread: 0.05))
    #expect(!level.isStranger(0.7, learntSpread: 0.05))
  }

  @Test("a level that is moved is believed as much as before")
  func moved() {
    var level = LearntLevel()
    for _ in 0..<100 { level.learn(20, over: 10, memory: 600) }
    let seconds = level.seconds
    level.move(to: 18)
    #expect(level.mean == 18 && level.seconds == seconds)
  }
}
