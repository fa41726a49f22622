import CareModel

/// Numbers as people read them.
enum Figures {
  /// Hours and minutes, `5:12`, rounded down: no minute is shown that was not there in full.
  static func hoursMinutes(_ length: TimeLength) -> String {
    let minutes = length.milliseconds.magnitude / 60_000
    let sign = length.milliseconds < 0 && minutes > 0 ? "-" : ""
    return "\(sign)\(minutes / 60):\(twoDigits(minutes % 60))"
  }

  /// A length in words: `40 s`, `7 min`, `2 h 05 min`; rounded down.
  static func words(_ length: TimeLength) -> String {
    let seconds = max(0, length.milliseconds) / 1000
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min" }
    return "\(seconds / 3600) h \(twoDigits(UInt64(seconds / 60 % 60))) min"
  }

  /// A difference in minutes with its sign and one decimal, `+0.4`.
  static func signedMinutes(_ length: TimeLength) -> String {
    let tenths = (length.milliseconds.magnitude + 3000) / 6000
    let sign = tenths == 0 ? "" : length.milliseconds < 0 ? "-" : "+"
    return "\(sign)\(tenths / 10).\(tenths % 10)"
  }

  /// Degrees Celsius with one decimal, rounded as alarms judge it; `--.-` when unknown, never zero.
  static func temperature(_ temperature: Celsius?, isDoubted: Bool = false) -> String {
    guard let temperature, temperature.degrees.isFinite, abs(temperature.degrees) < 1000
    else { return "--.-" }
    return decimal(tenths: temperature.shownTenths) + (isDoubted ? "?" : "")
  }

  static func decimal(tenths: Int) -> String {
    "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }

  /// `1 alarm`, `2 alarms`.
  static func count<Number: BinaryInteger>(_ number: Number, _ one: String, _ many: String)
    -> String
  {
    "\(number) \(number == 1 ? one : many)"
  }

  static func twoDigits(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
