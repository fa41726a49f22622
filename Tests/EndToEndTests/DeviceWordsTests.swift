import Configuration
import Devices
import Testing

/// The configuration's words for devices are the drivers' names: one without a driver is never heard.
@Suite struct DeviceWordsTests {
  @Test(arguments: DeviceRole.allCases)
  func everyWordHasADriver(role: DeviceRole) {
    #expect(DeviceCatalogue.driver(named: role.rawValue) != nil)
  }
}
