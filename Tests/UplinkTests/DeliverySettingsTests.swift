import CareModel
import Testing

@testable import Uplink

struct DeliverySettingsTests {
  @Test(arguments: [
    (1, 0.0, 500), (1, 1.0, 1_000), (2, 0.0, 1_000), (3, 0.5, 3_000), (9, 1.0, 256_000),
    (10, 1.0, 300_000), (40, 0.0, 150_000), (1_000_000, 1.0, 300_000), (0, 0.0, 500),
    (2, -5.0, 1_000), (2, 7.0, 2_000),
  ])
  func thePauseDoublesUpToItsCap(_ failures: Int, _ jitter: Double, _ milliseconds: Int64) {
    let pause = DeliverySettings.standard.pause(after: failures, jitter: jitter)
    #expect(pause.milliseconds == milliseconds)
  }
}
