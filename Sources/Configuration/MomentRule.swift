import CareModel

extension ValueRule where Value == WallTime {
  /// A moment of civil time, with its zone.
  static var moment: ValueRule<WallTime> {
    let allowed = "a time such as 2026-01-10T03:20:00+08:00"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> WallTime in
        let (text, _) = try scalarText(node, wanted: allowed)
        guard let time = WallTime(iso8601: text) else {
          throw Refusal("`\(text)` is not \(allowed)")
        }
        return time
      },
      show: { $0.iso8601 })
  }
}
