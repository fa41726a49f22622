import AlarmSignals
import CareModel
import Testing

@Suite struct SignalPlayerTests {
  private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

  @Test func aBurstThatIsShownAgainIsNotCutShort() {
    var player = SignalPlayer(SignalTiming())
    player.show(.pattern(.mediumBurst), at: at(1000))
    #expect(player.isOn && player.deadline == at(1200))
    player.show(.pattern(.mediumBurst), at: at(1100))
    #expect(player.isOn && player.deadline == at(1200))
    player.step(at: at(1200))
    #expect(!player.isOn && player.deadline == at(1400))
  }

  @Test func anotherPatternBeginsAtOnce() {
    var player = SignalPlayer(SignalTiming())
    player.show(.pattern(.mediumBurst), at: at(0))
    player.step(at: at(250))
    player.show(.pattern(.highBurst), at: at(300))
    #expect(player.isOn && player.deadline == at(450))
    player.show(.off, at: at(310))
    #expect(!player.isOn && player.deadline == nil)
    player.show(.on, at: at(320))
    #expect(player.isOn && player.deadline == nil)
  }

  @Test func whoComesLateFindsTheSignalWhereItWouldBe() {
    var player = SignalPlayer(SignalTiming())
    player.show(.pattern(.lowBurst), at: at(0))
    player.step(at: at(30_600 * 3 + 450))
    #expect(player.isOn && player.deadline == at(30_600 * 3 + 600))
  }

  /// Played step by step, a minute of each pattern has the pulses that the standard counts.
  @Test(arguments: [
    (SignalPattern.highBurst, 10, 7.5), (.mediumBurst, 3, 8.5), (.lowBurst, 2, 30.6),
  ])
  func pulsesAreCounted(_ pattern: SignalPattern, _ pulses: Int, _ round: Double) {
    var player = SignalPlayer(SignalTiming())
    var now = Instant.zero
    var rises = 0
    player.show(.pattern(pattern), at: now)
    if player.isOn { rises += 1 }
    while let deadline = player.deadline, deadline < Instant(seconds: round) {
      let wasOn = player.isOn
      now = deadline
      player.step(at: now)
      if player.isOn, !wasOn { rises += 1 }
    }
    #expect(rises == pulses)
  }
}
