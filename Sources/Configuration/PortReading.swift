import CareModel

extension ConfigurationReader {
  /// The ports that could be read whole; the others have problems.
  mutating func readPorts(_ file: MappingReader) -> [PortConfiguration] {
    let entries = entries(.ports, of: file)
    if buckleCount(file) == 0, file.lacks("ports") || isEmptyList(file.node("ports")) {
      problems.error(
        file.keyPosition("ports") ?? file.position, "at least one port is needed in `ports`")
    }
    var names = UniqueNames<String>("port name")
    var paths = UniqueNames<String>("path")
    var ports: [PortConfiguration] = []
    for entry in entries {
      let name = entry.read(PortKeys.name, &problems)
      let path = entry.read(PortKeys.path, &problems)
      let baud = entry.read(PortKeys.baud, &problems)
      let traffic = readTraffic(entry)
      if let name { names.add(name.value, at: name.position, &problems) }
      if let path {
        paths.add(path.value, at: path.position, &problems)
        warnAboutNumberedPath(path)
      }
      guard let name, let path, let baud, let traffic else { continue }
      ports.append(
        PortConfiguration(
          name: PortIdentifier(name.value), path: path.value, baud: baud.value, traffic: traffic))
    }
    return ports
  }

  private mutating func readTraffic(_ entry: MappingReader) -> PortConfiguration.Traffic? {
    guard let mode = entry.read(PortKeys.mode, &problems) else { return nil }
    switch mode.value {
    case .streaming:
      for key in ["addresses", "poll_period_s"] {
        guard let place = entry.keyPosition(key) else { continue }
        problems.error(place, "`\(key)` is only for a polled port: add `mode: polled` or remove it")
      }
      return .streaming
    case .polled:
      let addresses = entry.read(PortKeys.addresses, &problems)
      let period = entry.read(PortKeys.pollPeriod, &problems)
      if entry.lacks("addresses") {
        problems.error(
          mode.position, "a polled port needs the addresses of its boards: `addresses: [1, 2]`")
      }
      guard let addresses, let period else { return nil }
      return .polled(addresses: addresses.value.map { UInt8($0) }, period: period.value)
    }
  }

  private mutating func warnAboutNumberedPath(_ path: Located<String>) {
    let names = ["/dev/ttyUSB", "/dev/ttyACM"]
    guard names.contains(where: { path.value.hasPrefix($0) }) else { return }
    problems.warning(
      path.position,
      "\(path.value) may be another adapter after a restart or a re-plug: "
        + "use its name under /dev/serial/by-id/")
  }

  /// True for a list without entries, which then has no entry that could be wrong.
  func isEmptyList(_ node: FileNode?) -> Bool {
    switch node?.content {
    case .empty: true
    case .list(let items): items.isEmpty
    default: false
    }
  }
}
