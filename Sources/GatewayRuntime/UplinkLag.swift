import CareModel
import Configuration
import Uplink

/// Whether what is to be sent onwards waits for too long, or fills its room: an alarm.
struct UplinkLag {
  private let configuration: UplinkConfiguration

  init(_ configuration: UplinkConfiguration) { self.configuration = configuration }

  func isBehind(_ health: UplinkHealth) -> Bool {
    if let age = health.oldestAge, age >= configuration.behindAfter { return true }
    return health.fillShare >= configuration.behindAtShare
  }
}
