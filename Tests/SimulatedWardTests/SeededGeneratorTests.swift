import Testing

@testable import SimulatedWard

@Suite struct SeededGeneratorTests {
  @Test func sameSeedGivesTheSameNumbersAndAnotherSeedOthers() {
    var first = SeededGenerator(seed: 42)
    var second = SeededGenerator(seed: 42)
    var other = SeededGenerator(seed: 43)
    var stream = SeededGenerator(seed: 42, stream: 1)
    let numbers = (0..<20).map { _ in first.next() }
    #expect(numbers == (0..<20).map { _ in second.next() })
    #expect(numbers != (0..<20).map { _ in other.next() })
    #expect(numbers != (0..<20).map { _ in stream.next() })
  }

  @Test func bellHasMeanZeroAndDeviationOne() {
    var generator = SeededGenerator(seed: 5)
    let draws = (0..<20_000).map { _ in generator.bell() }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.03)
    #expect(draws.allSatisfy { abs($0) < 3.5 })
  }

  @Test func rangesAreKept() {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<2000 {
      #expect((3...5).contains(generator.integer(3, 5)))
      #expect((-2.0..<7).contains(generator.uniform(-2, 7)))
    }
    #expect(generator.shuffled(Array(0..<9)).sorted() == Array(0..<9))
  }
}
