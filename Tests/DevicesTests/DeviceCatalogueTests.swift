import Devices
import Testing
import WireProtocol

@Suite struct DeviceCatalogueTests {
  @Test func kindsAndNamesAreUnique() {
    let drivers = DeviceCatalogue.drivers
    #expect(Set(drivers.map { $0.kind }).count == drivers.count)
    #expect(Set(drivers.map { $0.name }).count == drivers.count)
    for driver in drivers {
      #expect(driver.kind.rawValue != 0)
      #expect(!driver.kind.isPrivate, "\(driver.name) has a number meant for trials")
      #expect(Set(driver.measuredFields.map(\.tag)).count == driver.measuredFields.count)
      #expect(DeviceCatalogue.driver(for: driver.kind)?.name == driver.name)
      #expect(DeviceCatalogue.driver(named: driver.name)?.kind == driver.kind)
    }
    #expect(DeviceCatalogue.driver(for: DeviceKind(rawValue: 0)) == nil)
    #expect(DeviceCatalogue.driver(named: "") == nil)
  }
}
