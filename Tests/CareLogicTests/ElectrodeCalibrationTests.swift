import CareLogic
import CareModel
import Testing

@Suite("An electrode's own levels")
struct ElectrodeCalibrationTests {
  private let settings = CareSettings()

  private func learnt(
    low: Double?, high: Double?, minutes: Double = 120, period: Double = 5
  ) -> ElectrodeCalibration {
    var calibration = ElectrodeCalibration()
    var second = 0.0
    for (level, isContact) in [(low, false), (high, true)] {
      guard let level else { continue }
      let end = second + minutes * 60
      while second < end {
        second += period
        calibration.learn(
          level, inContact: isContact, at: Instant(seconds: second), settings: settings)
      }
    }
    return calibration
  }

  @Test("before anything is learnt the expected levels hold")
  func expected() {
    let calibration = ElectrodeCalibration()
    #expect(abs(calibration.position(of: 0.12, settings: settings)) < 1e-9)
    #expect(abs(calibration.position(of: 0.55, settings: settings) - 1) < 1e-9)
  }

  @Test(
    "learnt levels are 0 and 1, at any gain and period", arguments: [0.35, 0.5, 0.95],
    [1.0, 5, 60])
  func learns(gain: Double, period: Double) {
    let calibration = learnt(low: 0.05, high: 0.05 + gain, period: period)
    #expect(abs(calibration.position(of: 0.05, settings: settings)) < 0.05)
    #expect(abs(calibration.position(of: 0.05 + gain, settings: settings) - 1) < 0.05)
  }

  @Test("a level that is hardly raised teaches nothing: it may be cloth")
  func cloth() {
    let calibration = learnt(low: 0.1, high: 0.2)
    #expect(calibration.position(of: 0.2, settings: settings) < 0.5)
  }

  @Test("one odd sample moves a learnt level little")
  func robust() {
    var calibration = learnt(low: 0.05, high: 0.6)
    let before = calibration.position(of: 0.5, settings: settings)
    calibration.learn(0.9, inContact: false, at: Instant(seconds: 14_405), settings: settings)
    #expect(abs(calibration.position(of: 0.5, settings: settings) - before) < 0.1)
  }

  @Test("levels too near to each other tell nothing apart")
  func span() {
    let calibration = learnt(low: 0.5, high: 0.56)
    #expect(calibration.position(of: 0.56, settings: settings) < 0.5)
  }
}
