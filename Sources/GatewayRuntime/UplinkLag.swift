import CareModel
import Configuration
import Uplink

/// Whether what is to be sent onwards waits for too long, fills its room, or was refused: an alarm.
struct UplinkLag {
  private let configuration: UplinkConfiguration

  init(_ configuration: UplinkConfiguration) { self.configuration = configuration }

  func isBehind(_ health: UplinkHealth) -> Bool {
    if let age = health.oldestAge, age >= configuration.behindAfter { return true }
    // Until the gateway starts again: somebody has to look why the broker does not want it.
    if health.counts.refused > 0 { return true }
    return health.fillShare >= configuration.behindAtShare
  }
}
