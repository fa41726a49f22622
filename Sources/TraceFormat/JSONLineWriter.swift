import CareModel

/// Builds one flat JSON object; keys stand in the order in which they are put.
package struct JSONLineWriter {
  private var text = "{"

  package init() { text.reserveCapacity(480) }

  /// The finished object, without a line end.
  package var line: String { text + "}" }

  package mutating func put(_ key: String, _ value: String) {
    begin(key)
    // Names and identifiers, which is nearly all, hold nothing that would have to be escaped.
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
      text += "\""
      text += value
      text += "\""
    } else {
      text += Self.quoted(value)
    }
  }

  package mutating func put(_ key: String, _ value: Bool) {
    begin(key)
    text += value ? "true" : "false"
  }

  package mutating func put(_ key: String, _ value: Int) {
    begin(key)
    text += String(value)
  }

  package mutating func putNull(_ key: String) {
    begin(key)
    text += "null"
  }

  /// Seconds with at least one and at most three decimals.
  package mutating func put(_ key: String, _ instant: Instant) {
    begin(key)
    text += Self.seconds(instant)
  }

  /// A list of seconds, each as a single instant is written.
  package mutating func put(_ key: String, instants: [Instant]) {
    begin(key)
    text += "[" + instants.map(Self.seconds).joined(separator: ",") + "]"
  }

  /// Seconds, whole where they are.
  package mutating func put(_ key: String, _ length: TimeLength) {
    begin(key)
    text += Self.decimal(length.milliseconds, decimals: 3)
  }

  /// A number rounded to `decimals`, without trailing zeros; null for one beyond 2^53 steps.
  package mutating func put(_ key: String, _ number: Double, decimals: Int) {
    begin(key)
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (number * scale).rounded()
    // Not a number, or so large that its last decimal is not known: nothing measured is.
    guard abs(scaled) <= 0x1p53 else {
      text += "null"
      return
    }
    text += Self.decimal(Int64(scaled), decimals: decimals)
  }

  package mutating func put(_ key: String, strings: [String]) {
    begin(key)
    text += "[" + strings.map(Self.quoted).joined(separator: ",") + "]"
  }

  /// A value that is already JSON.
  package mutating func put(_ key: String, json: String) {
    begin(key)
    text += json
  }

  private mutating func begin(_ key: String) {
    text += text.utf8.count > 1 ? ",\"" : "\""
    text += key
    text += "\":"
  }

  private static func seconds(_ instant: Instant) -> String {
    let plain = decimal(instant.milliseconds, decimals: 3)
    return plain.contains(".") ? plain : plain + ".0"
  }

  /// `scaled` divided by ten to the power of `decimals`, exactly.
  private static func decimal(_ scaled: Int64, decimals: Int) -> String {
    if decimals == 0 { return String(scaled) }
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    var fraction = padded.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    let sign = scaled < 0 ? "-" : ""
    return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func quoted(_ value: String) -> String {
    var quoted = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}
