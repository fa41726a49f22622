import CareModel

/// Walks the file's tree once and builds the configuration, collecting every problem on the way.
struct ConfigurationReader {
  var problems: ProblemList
  /// Where relative paths begin: empty, or with a slash at its end.
  let folder: String

  /// The configuration, or nil where a part of it could not be read; problems say which.
  mutating func read(_ root: FileNode) -> GatewayConfiguration? {
    guard let file = MappingReader(root, .top, &problems) else { return nil }
    guard hasKnownVersion(file) else { return nil }
    let site = readSite(file)
    let calendar = readCalendar(file)
    let ports = readPorts(file)
    let devices = readDevices(file)
    var beds = NamedBeds()
    let gpio = readGpio(file, devices, &beds)
    let dyads = readDyads(file, devices, gpio?.buckles ?? [])
    warnAboutUnknownBeds(beds, dyads)
    let settings = readSettings(file)
    let store = readStore(file)
    let control = readControl(file)
    let uplink = readUplink(file)
    let station = readStation(file)
    let level = section(.log, of: file)?.read(GatewayKeys.level, &problems)
    guard let site, let calendar, let settings, let store, let control, let level else {
      return nil
    }
    return GatewayConfiguration(
      site: site, calendar: calendar, ports: ports, devices: devices.compactMap(\.configuration),
      dyads: dyads, settings: settings, store: store, control: control,
      uplink: uplink, station: station, gpio: gpio, log: LogConfiguration(level: level.value))
  }

  /// The entries of a list of maps that stands in `file`; an absent or empty list has none.
  mutating func entries(_ section: FileSection, of file: MappingReader) -> [MappingReader] {
    guard let node = file.node(section.key) else { return [] }
    switch node.content {
    case .empty: return []
    case .list(let items): return items.compactMap { MappingReader($0, section, &problems) }
    default:
      problems.error(
        node.position, "`\(section.rawValue)` is a list: begin each entry with `- `")
      return []
    }
  }

  /// One map that stands in `file`; an absent one reads as an empty one.
  mutating func section(_ section: FileSection, of file: MappingReader) -> MappingReader? {
    let place = file.keyPosition(section.key) ?? file.position
    var node = file.node(section.key) ?? FileNode(content: .empty, position: place)
    // What an empty map lacks is reported at its key: there is nothing else to point at.
    if case .empty = node.content { node.position = place }
    if !file.has(section.key), !file.lacks(section.key) {
      // Its name is misspelt: what it holds is not known, so nothing is called missing.
      return nil
    }
    return MappingReader(node, section, &problems)
  }

  /// What the file says of this key; without a word of it the default stays.
  mutating func set<Part, Value>(
    _ path: WritableKeyPath<Part, Value>, _ part: inout Part, _ map: MappingReader,
    _ key: FileKey<Value>
  ) {
    guard let value = map.read(key, &problems) else { return }
    part[keyPath: path] = value.value
  }

  /// A file of another format would give a page of misleading problems.
  private mutating func hasKnownVersion(_ file: MappingReader) -> Bool {
    if file.lacks("version") {
      problems.error(file.position, "the file lacks `version`: write `version: 1` at its top")
      return true
    }
    guard file.has("version") else { return true }
    return file.read(GatewayKeys.version, &problems) != nil
  }

  private mutating func readSite(_ file: MappingReader) -> SiteConfiguration? {
    guard let map = section(.site, of: file) else { return nil }
    let site = map.read(GatewayKeys.site, &problems)
    let ward = map.read(GatewayKeys.ward, &problems)
    let hub = map.read(GatewayKeys.hub, &problems)
    guard let site, let ward, let hub else { return nil }
    return SiteConfiguration(site: site.value, ward: ward.value, hub: hub.value)
  }

  private mutating func readCalendar(_ file: MappingReader) -> FacilityCalendar? {
    guard let map = section(.time, of: file) else { return nil }
    let zone = map.read(GatewayKeys.zone, &problems)
    let hour = map.read(GatewayKeys.dayStartsAtHour, &problems)
    guard let zone, let hour else { return nil }
    guard let calendar = FacilityCalendar(zone: zone.value, dayStartHour: hour.value) else {
      problems.error(zone.position, "the system has no data of time zone `\(zone.value)`")
      return nil
    }
    return calendar
  }

  private mutating func readStore(_ file: MappingReader) -> StoreConfiguration? {
    guard let map = section(.store, of: file) else { return nil }
    let path = map.read(GatewayKeys.storePath, &problems)
    let days = map.read(GatewayKeys.samplesKeptDays, &problems)
    let megabytes = map.read(GatewayKeys.samplesKeptMegabytes, &problems)
    let leastFree = map.read(GatewayKeys.leastFreeMegabytes, &problems)
    guard let path, let days, let megabytes, let leastFree else { return nil }
    return StoreConfiguration(
      path: fromFolder(path.value), samplesKeptDays: days.value,
      samplesKeptMegabytes: megabytes.value, leastFreeMegabytes: leastFree.value)
  }

  private mutating func readControl(_ file: MappingReader) -> ControlConfiguration? {
    guard let map = section(.control, of: file),
      let socket = map.read(GatewayKeys.socket, &problems)
    else { return nil }
    let path = fromFolder(socket.value)
    // The kernel keeps a socket's path in 108 bytes with the zero at its end.
    guard path.utf8.count <= 107 else {
      problems.error(
        socket.position,
        "`socket`: the path has \(path.utf8.count) bytes, a socket's has 107 at most")
      return nil
    }
    return ControlConfiguration(socket: path)
  }

  func fromFolder(_ path: String) -> String {
    path.hasPrefix("/") ? path : folder + path
  }
}
