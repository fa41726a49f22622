import AlarmSignals
import CareModel

extension ConfigurationReader {
  /// The section `gpio`; nil where the file has none, or where it cannot be read.
  mutating func readGpio(
    _ file: MappingReader, _ devices: [ReadDevice], _ beds: inout NamedBeds
  ) -> GpioConfiguration? {
    guard file.has(FileSection.gpio.rawValue), let map = section(.gpio, of: file) else {
      return nil
    }
    let chip = map.read(GpioKeys.chip, &problems)?.value
    var lines = UniqueNames<[String]>("line")
    var names = UniqueNames<String>("name of an output or a button")
    names.reserve(StationConfiguration.pageName, for: "the station's page")
    var gpio = GpioConfiguration()
    gpio.outputs = entries(.gpioOutputs, of: map).compactMap {
      readOutput($0, chip, &names, &lines, &beds)
    }
    gpio.buttons = entries(.gpioButtons, of: map).compactMap {
      readButton($0, chip, &names, &lines, &beds)
    }
    var buckles = UniqueNames<String>("device name")
    gpio.buckles = entries(.gpioBuckles, of: map).compactMap {
      readBuckle($0, chip, devices, &buckles, &lines)
    }
    if let signals = section(.gpioSignals, of: map) { gpio.signals = readSignals(signals) }
    if let value = map.read(GpioKeys.answerWithin, &problems) { gpio.answerWithin = value.value }
    if let value = map.read(GpioKeys.checkPeriod, &problems) { gpio.checkPeriod = value.value }
    if let value = map.read(GpioKeys.retryFirst, &problems) { gpio.retryFirst = value.value }
    if let value = map.read(GpioKeys.retryAtMost, &problems) { gpio.retryAtMost = value.value }
    if gpio.retryFirst > gpio.retryAtMost {
      problems.error(
        map.lastPosition(of: "retry_first_s", "retry_at_most_s"),
        "`retry_first_s` must be at most `retry_at_most_s`")
    }
    return gpio
  }

  /// How many buckle switches the file has, readable or not: a hub with one needs no board.
  func buckleCount(_ file: MappingReader) -> Int {
    guard case .map(let entries) = file.node(FileSection.gpio.key)?.content,
      let buckles = entries.first(where: { $0.key.value == FileSection.gpioBuckles.key }),
      case .list(let items) = buckles.value.content
    else { return 0 }
    return items.count
  }

  /// Beds that no dyad is in: perhaps meant for later, perhaps misspelt.
  mutating func warnAboutUnknownBeds(_ named: NamedBeds, _ dyads: [Assignment]) {
    let known = dyads.map { $0.bed ?? $0.infant.name }
    for bed in named.beds where !known.contains(bed.value) {
      let nearest = NearestName.of(bed.value, among: known)
      let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
      problems.warning(bed.position, "no dyad is in bed `\(bed.value)`\(hint)")
    }
  }

  private mutating func readButton(
    _ entry: MappingReader, _ chip: String?, _ names: inout UniqueNames<String>,
    _ lines: inout UniqueNames<[String]>, _ beds: inout NamedBeds
  ) -> GpioButtonConfiguration? {
    let name = entry.read(GpioButtonKeys.name, &problems)
    let line = readLine(entry, GpioButtonKeys.line, chip, &lines, isInput: true)
    let bed = entry.read(GpioButtonKeys.bed, &problems)
    let debounce = entry.read(GpioButtonKeys.debounce, &problems)
    let longPress = entry.read(GpioButtonKeys.longPress, &problems)
    if let name { names.add(name.value, at: name.position, &problems) }
    if let bed { beds.beds.append(bed) }
    guard let name, let line, let debounce, let longPress else { return nil }
    var button = GpioButtonConfiguration(name: name.value, line: line, bed: bed?.value)
    button.debounce = debounce.value
    button.longPress = longPress.value
    return button
  }

  private mutating func readBuckle(
    _ entry: MappingReader, _ chip: String?, _ devices: [ReadDevice],
    _ names: inout UniqueNames<String>, _ lines: inout UniqueNames<[String]>
  ) -> GpioBuckleConfiguration? {
    let device = entry.read(GpioBuckleKeys.device, &problems)
    let line = readLine(entry, GpioBuckleKeys.line, chip, &lines, isInput: true)
    let debounce = entry.read(GpioBuckleKeys.debounce, &problems)
    let period = entry.read(GpioBuckleKeys.reportPeriod, &problems)
    if let device {
      names.add(device.value, at: device.position, &problems)
      if devices.contains(where: { $0.name == device.value }) {
        problems.error(
          device.position,
          "`\(device.value)` is a board of `devices` already: give the buckle a name of its own")
      }
    }
    guard let device, let line, let debounce, let period else { return nil }
    var buckle = GpioBuckleConfiguration(device: DeviceIdentifier(device.value), line: line)
    buckle.debounce = debounce.value
    buckle.reportPeriod = period.value
    return buckle
  }

  private mutating func readSignals(_ map: MappingReader) -> SignalTiming {
    var signals = SignalTiming()
    for (key, path) in GpioSignalKeys.lengths {
      set(path, &signals, map, key)
    }
    set(\.highFlashHertz, &signals, map, GpioSignalKeys.highFlash)
    set(\.mediumFlashHertz, &signals, map, GpioSignalKeys.mediumFlash)
    set(\.flashLitShare, &signals, map, GpioSignalKeys.litShare)
    return signals
  }

  /// The line of an entry; the same line is nowhere else in the file.
  mutating func readLine(
    _ entry: MappingReader, _ keys: GpioLineKeys, _ common: String?,
    _ lines: inout UniqueNames<[String]>, isInput: Bool
  ) -> GpioLineConfiguration? {
    let chip = entry.read(keys.chip, &problems)
    let name = entry.read(keys.line, &problems)
    let isActiveLow = entry.read(keys.isActiveLow, &problems)
    let bias = isInput ? entry.read(keys.bias, &problems)?.value : .asIs
    if entry.lacks("chip"), common == nil, let name {
      problems.error(
        name.position,
        "the line needs its chip: write `chip` here, or once for all lines in `gpio`")
    }
    guard let chip = chip?.value ?? common, let name, let isActiveLow, let bias else { return nil }
    lines.add(
      [chip, name.value], shown: "\(name.value)", at: name.position, &problems)
    return GpioLineConfiguration(
      chip: chip, name: name.value, isActiveLow: isActiveLow.value, bias: bias)
  }
}
