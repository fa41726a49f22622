import CareModel

extension ValueRule where Value == String {
  /// A computer's name or address, as a certificate names it.
  static var host: ValueRule<String> {
    let allowed = "a name or an address, 1 to 253 of A-Z a-z 0-9 . - :"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> String in
        let (text, _) = try scalarText(node, wanted: allowed)
        if text.contains("://") {
          throw Refusal("`\(text)` is an address of a page: write the broker's name alone")
        }
        let colons = text.count(where: { $0 == ":" })
        if colons == 1 {
          throw Refusal("`\(text)` has a port: write the name alone, and the number in `port`")
        }
        let isPlain = text.utf8.allSatisfy { byte in
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":")].contains(byte)
        }
        guard isPlain, (1...253).contains(text.utf8.count), !text.hasPrefix("-") else {
          throw Refusal("`\(text)` is no host: use \(allowed)")
        }
        return text
      },
      show: { $0 })
  }
}

extension ValueRule where Value == Bool {
  static var onOff: ValueRule<Bool> {
    ValueRule(
      allowed: "on, off",
      read: { node throws(Refusal) -> Bool in
        let (text, _) = try scalarText(node, wanted: "on or off")
        switch text {
        case "on": return true
        case "off": return false
        case "true", "yes", "1": throw Refusal("`\(text)` is not on or off: write on")
        case "false", "no", "0": throw Refusal("`\(text)` is not on or off: write off")
        default: throw Refusal("`\(text)` is not on or off")
        }
      },
      show: { $0 ? "on" : "off" })
  }
}

extension ValueRule where Value == TimeLength {
  static func minutes(_ range: ClosedRange<Double>) -> ValueRule<TimeLength> {
    ValueRule<Double>.number(range, unit: "min")
      .map({ .minutes($0) }, back: { $0.minutes })
  }

  static func hours(_ range: ClosedRange<Double>) -> ValueRule<TimeLength> {
    ValueRule<Double>.number(range, unit: "h")
      .map({ .hours($0) }, back: { $0.seconds / 3600 })
  }
}
