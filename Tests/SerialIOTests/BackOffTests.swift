import SerialIO
import Testing

@Suite struct BackOffTests {
  @Test func doublesUpToTheCapAndStartsAgain() {
    var backOff = BackOff()
    let delays = (0..<8).map { _ in backOff.nextDelay() }
    #expect(
      delays == [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000].map(Duration.milliseconds))
    backOff.reset()
    #expect(backOff.nextDelay() == .milliseconds(250))
  }

  @Test func capBelowTheInitialDelayWins() {
    var backOff = BackOff(initial: .seconds(5), cap: .seconds(1))
    #expect(backOff.nextDelay() == .seconds(1))
    #expect(backOff.nextDelay() == .seconds(1))
  }
}
