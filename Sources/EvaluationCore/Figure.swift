/// Numbers as text, the same on every machine.
public enum Figure {
  /// With so many decimals, rounded half away from zero.
  public static func number(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int64((abs(value) * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  public static func signed(_ value: Double, _ decimals: Int) -> String {
    let text = number(value, decimals)
    return value > 0 && text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
  }

  /// A share to four decimals, cut and not rounded, so that 1.0000 means every one.
  public static func share(_ value: Double?) -> String {
    value.map { number(($0 * 10_000).rounded(.down) / 10_000, 4) } ?? "-"
  }

  /// Hours and minutes after the start of the day, as in "07:05:30".
  public static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
