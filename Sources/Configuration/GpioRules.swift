import CareModel

extension ValueRule where Value == String {
  /// A label of a chip or a name of a line, as the kernel keeps it.
  static var kernelName: ValueRule<String> {
    let allowed = "1 to 31 bytes of plain text"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> String in
        let (text, _) = try scalarText(node, wanted: "a name of \(allowed)")
        let isPrintable = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        guard isPrintable, (1...31).contains(text.utf8.count) else {
          throw Refusal("`\(text)` is no name of a chip or a line: use \(allowed)")
        }
        return text
      },
      show: { $0 })
  }
}

extension ValueRule where Value == TimeLength {
  static func milliseconds(_ range: ClosedRange<Double>) -> ValueRule<TimeLength> {
    ValueRule<Double>.number(range, unit: "ms")
      .map({ .seconds($0 / 1000) }, back: { Double($0.milliseconds) })
  }
}

extension ValueRule where Value == AlarmPriority {
  static var priority: ValueRule<AlarmPriority> {
    ValueRule<PriorityWord>.word.map({ $0.priority }, back: { PriorityWord($0) })
  }
}

/// The words of a priority in the file.
private enum PriorityWord: String, Sendable, CaseIterable {
  case low, medium, high

  init(_ priority: AlarmPriority) {
    switch priority {
    case .low: self = .low
    case .medium: self = .medium
    case .high: self = .high
    }
  }

  var priority: AlarmPriority {
    switch self {
    case .low: .low
    case .medium: .medium
    case .high: .high
    }
  }
}
