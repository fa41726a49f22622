import CareModel

extension ConfigurationReader {
  /// The dyads that could be read; each device named is checked against boards and buckles.
  mutating func readDyads(
    _ file: MappingReader, _ boards: [ReadDevice], _ buckles: [GpioBuckleConfiguration]
  ) -> [Assignment] {
    // Without a whole list of names, a name that is not in it says nothing.
    let areNamesKnown = !hasUnreadNames(file, boards) && buckles.count == buckleCount(file)
    let devices = boards + buckles.map { ReadDevice(name: $0.device.name, kind: .binder) }
    var infants = UniqueNames<String>("infant")
    var binders = UniqueNames<String>("binder")
    var probes = UniqueNames<String>("probe")
    var dyads: [Assignment] = []
    for entry in entries(.dyads, of: file) {
      let infant = entry.read(DyadKeys.infant, &problems)
      let bed = entry.read(DyadKeys.bed, &problems)
      let binder = entry.read(DyadKeys.binder, &problems)
      let probe = entry.read(DyadKeys.probe, &problems)
      let room = entry.read(DyadKeys.room, &problems)
      let provider = entry.read(DyadKeys.provider, &problems)
      let born = entry.read(DyadKeys.born, &problems)
      let roles: [(DeviceRole, Located<String>?)] = [
        (.binder, binder), (.skinProbe, probe), (.wardThermometer, room),
      ]
      for case (let role, let named?) in roles {
        check(named, is: role, among: devices, areNamesKnown)
      }
      if let infant { infants.add(infant.value, at: infant.position, &problems) }
      if let binder { binders.add(binder.value, at: binder.position, &problems) }
      if let probe { probes.add(probe.value, at: probe.position, &problems) }
      if entry.lacks("binder"), entry.lacks("probe"), entry.lacks("room") {
        problems.error(
          infant?.position ?? entry.position,
          "the dyad has no device: give it a `binder`, a `probe` or a `room`")
      }
      guard let infant, let provider else { continue }
      dyads.append(
        Assignment(
          infant: InfantIdentifier(infant.value), bed: bed?.value,
          binder: binder.map { DeviceIdentifier($0.value) },
          probe: probe.map { DeviceIdentifier($0.value) },
          room: room.map { DeviceIdentifier($0.value) }, provider: provider.value,
          born: born?.value))
    }
    return dyads
  }

  /// True where a device's entry, its name, or the key `devices` itself could not be read.
  private func hasUnreadNames(_ file: MappingReader, _ devices: [ReadDevice]) -> Bool {
    if devices.contains(where: { $0.name == nil }) { return true }
    switch file.node("devices")?.content {
    case .list(let items): return items.count != devices.count
    case .empty: return false
    case .scalar, .map: return true
    case nil: return !file.lacks("devices")
    }
  }

  private mutating func check(
    _ named: Located<String>, is role: DeviceRole, among devices: [ReadDevice],
    _ areNamesKnown: Bool
  ) {
    if let device = devices.first(where: { $0.name == named.value }) {
      guard let kind = device.kind, kind != role else { return }
      problems.error(
        named.position,
        "`\(named.value)` is a \(kind.rawValue), but a \(role.rawValue) is needed here")
      return
    }
    guard areNamesKnown else { return }
    let ofRole = devices.filter { $0.kind == role }.compactMap(\.name)
    let nearest =
      NearestName.of(named.value, among: ofRole)
      ?? NearestName.of(named.value, among: devices.compactMap(\.name))
    let hint = nearest.map { "; did you mean `\($0)`?" } ?? "; `devices` has no such name"
    problems.error(named.position, "unknown device `\(named.value)`\(hint)")
  }
}
