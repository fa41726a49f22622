import AlarmSignals
import CareModel

extension ConfigurationReader {
  mutating func readOutput(
    _ entry: MappingReader, _ chip: String?, _ names: inout UniqueNames<String>,
    _ lines: inout UniqueNames<[String]>, _ beds: inout NamedBeds
  ) -> GpioOutputConfiguration? {
    let name = entry.read(GpioOutputKeys.name, &problems)
    let kind = entry.read(GpioOutputKeys.kind, &problems)
    let line = readLine(entry, GpioOutputKeys.line, chip, &lines, isInput: false)
    let bed = entry.read(GpioOutputKeys.bed, &problems)
    let pulse = entry.read(GpioOutputKeys.pulse, &problems)
    let callUntil = entry.read(GpioOutputKeys.callUntil, &problems)
    if let name { names.add(name.value, at: name.position, &problems) }
    if let bed { beds.beds.append(bed) }
    guard let kind else { return nil }
    refuseOthersKeys(entry, kind.value)
    guard let priorities = readPriorities(entry, kind.value), let name, let line, let callUntil
    else { return nil }
    let rule = OutputRule(
      kind: kind.value, bed: bed?.value, leastPriority: priorities.lowerBound,
      mostPriority: priorities.upperBound, callUntil: callUntil.value)
    return GpioOutputConfiguration(
      name: name.value, line: line, rule: rule, pulse: pulse?.value)
  }

  /// Keys that mean nothing for this kind: whoever wrote them expects something of them.
  private mutating func refuseOthersKeys(_ entry: MappingReader, _ kind: OutputRule.Kind) {
    let owners: [(key: String, kinds: [OutputRule.Kind])] = [
      ("bed", [.nurseCall, .lamp, .buzzer]),
      ("least_priority", [.nurseCall, .lamp, .buzzer]),
      ("most_priority", [.lamp]),
      ("call_until", [.nurseCall]),
      ("pulse_s", [.gatewayFailed]),
    ]
    for owner in owners where !owner.kinds.contains(kind) {
      guard let place = entry.keyPosition(owner.key) else { continue }
      let words = owner.kinds.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      problems.error(
        place, "`\(owner.key)` means nothing for `kind: \(kind.rawValue)`, only for \(words)")
    }
  }

  private mutating func readPriorities(
    _ entry: MappingReader, _ kind: OutputRule.Kind
  ) -> ClosedRange<AlarmPriority>? {
    let least = entry.read(GpioOutputKeys.least, &problems)
    let most = entry.read(GpioOutputKeys.most, &problems)
    guard let most else { return nil }
    if least == nil, entry.has("least_priority") { return nil }
    let lowest = least?.value ?? min(kind == .lamp ? .low : .medium, most.value)
    guard lowest <= most.value else {
      problems.error(
        max(least?.position ?? most.position, most.position),
        "`least_priority` must be at most `most_priority`")
      return nil
    }
    return lowest...most.value
  }
}
