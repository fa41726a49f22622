extension Figures {
  /// A number with `places` decimals, rounded half away from zero; no `-0`.
  static func decimal(_ number: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (number * scale).rounded()
    guard abs(scaled) < 1e15 else { return "--" }
    let units = Int64(scaled)
    let whole = "\(units < 0 ? "-" : "")\(units.magnitude / UInt64(scale))"
    guard places > 0 else { return whole }
    let rest = String(units.magnitude % UInt64(scale))
    return whole + "." + String(repeating: "0", count: places - rest.count) + rest
  }

  /// The same with its sign, `+2.31`.
  static func signed(_ number: Double, places: Int) -> String {
    let text = decimal(number, places: places)
    return number > 0 && text.contains { ("1"..."9").contains($0) } ? "+" + text : text
  }

  /// Two decimals; 1.00 would claim a certainty that nobody has.
  static func probability(_ probability: Double) -> String {
    decimal(min(0.99, max(0, probability)), places: 2)
  }
}
