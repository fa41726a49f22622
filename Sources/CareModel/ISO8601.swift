extension WallTime {
  /// Reads `YYYY-MM-DDThh:mm:ss[.fff](Z|+hh:mm|-hh:mm)`; nil for anything else.
  public init?(iso8601 text: String) {
    var fields = ISO8601Fields(Array(text.utf8))
    guard let year = fields.number(4), fields.take("-"), let month = fields.number(2),
      fields.take("-"), let day = fields.number(2), fields.take("T"),
      let hour = fields.number(2), fields.take(":"), let minute = fields.number(2),
      fields.take(":"), let second = fields.number(2), (1...12).contains(month),
      (1...31).contains(day), hour <= 23, minute <= 59, second <= 60,
      let milliseconds = fields.fraction(), let offsetMinutes = fields.offset(), fields.isAtEnd
    else { return nil }
    let date = LocalDate(year: year, month: month, day: day)
    // A day that its month does not have would become one of the next month.
    guard date.yearMonthDay.day == day else { return nil }
    let seconds = date.dayNumber * 86_400 + hour * 3600 + (minute - offsetMinutes) * 60 + second
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(milliseconds))
  }

  /// `YYYY-MM-DDThh:mm:ss[.fff]Z`.
  public var iso8601: String {
    let (days, rest) = Self.floorDivide(milliseconds, 86_400_000)
    let seconds = Int(rest / 1000)
    let fraction = Int(rest % 1000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }
    let date = LocalDate(dayNumber: Int(days)).description
    let decimals = fraction == 0 ? "" : "." + Self.padded(fraction, 3)
    return date + "T" + clock.joined(separator: ":") + decimals + "Z"
  }

  private static func floorDivide(_ number: Int64, _ divisor: Int64) -> (Int64, Int64) {
    let remainder = ((number % divisor) + divisor) % divisor
    return ((number - remainder) / divisor, remainder)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Walks through the fixed fields of a time stamp.
private struct ISO8601Fields {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number(_ width: Int) -> Int? {
    guard position + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + width] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    position += width
    return value
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Milliseconds of an optional fraction; further digits are cut. Nil for a point without digits.
  mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    let start = position
    var milliseconds = 0
    var weight = 100
    while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
      milliseconds += Int(bytes[position] - 0x30) * weight
      weight /= 10
      position += 1
    }
    return position > start ? milliseconds : nil
  }

  /// Minutes ahead of UTC.
  mutating func offset() -> Int? {
    if take("Z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = number(2), take(":"), let minutes = number(2),
      hours <= 23, minutes <= 59
    else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
