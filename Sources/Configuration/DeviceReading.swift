import CareModel

/// What could be read of an entry of `devices`, for the checks of dyads.
struct ReadDevice: Sendable {
  var name: String?
  var kind: DeviceRole?
  /// Nil where a part is wrong.
  var configuration: DeviceConfiguration?
}

extension ConfigurationReader {
  /// Every entry of `devices`, those with problems included.
  mutating func readDevices(_ file: MappingReader) -> [ReadDevice] {
    let entries = entries(.devices, of: file)
    if buckleCount(file) == 0, file.lacks("devices") || isEmptyList(file.node("devices")) {
      problems.error(
        file.keyPosition("devices") ?? file.position, "at least one device is needed in `devices`")
    }
    var names = UniqueNames<String>("device name")
    var serials = UniqueNames<UInt64>("serial number")
    return entries.map { entry in
      let name = entry.read(DeviceKeys.name, &problems)
      let kind = entry.read(DeviceKeys.kind, &problems)
      let serial = entry.read(DeviceKeys.serial, &problems)
      let period = entry.read(DeviceKeys.reportPeriod, &problems)
      if let name { names.add(name.value, at: name.position, &problems) }
      if let serial {
        let shown = DeviceKeys.serial.rule.show(serial.value)
        serials.add(serial.value, shown: shown, at: serial.position, &problems)
      }
      var device = ReadDevice(name: name?.value, kind: kind?.value)
      if let name, let kind, let serial {
        device.configuration = DeviceConfiguration(
          name: DeviceIdentifier(name.value), kind: kind.value, serial: serial.value,
          reportPeriod: period?.value)
      }
      return device
    }
  }
}
