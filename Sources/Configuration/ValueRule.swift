/// What may stand behind a key: how it is read, shown and described.
struct ValueRule<Value: Sendable>: Sendable {
  /// What is allowed, as the documentation and the messages say it.
  let allowed: String
  let read: @Sendable (FileNode) throws(Refusal) -> Value
  /// The value as the file would write it.
  let show: @Sendable (Value) -> String

  /// The same rule for another type of value.
  func map<Other: Sendable>(
    _ make: @escaping @Sendable (Value) -> Other, back: @escaping @Sendable (Other) -> Value
  ) -> ValueRule<Other> {
    ValueRule<Other>(
      allowed: allowed,
      read: { node throws(Refusal) -> Other in make(try self.read(node)) },
      show: { self.show(back($0)) })
  }
}

/// A scalar's text, or a refusal that says what stands there instead.
func scalarText(_ node: FileNode, wanted: String) throws(Refusal) -> (text: String, quoted: Bool) {
  guard case .scalar(let text, let isQuoted) = node.content else {
    throw Refusal("needs \(wanted), but \(node.kindName) stands here")
  }
  return (text, isQuoted)
}

extension ValueRule where Value == Double {
  static func number(_ range: ClosedRange<Double>, unit: String?) -> ValueRule<Double> {
    let allowed = NumberText.range(range)
    let inUnit = unit.map { "\(allowed) \($0)" } ?? allowed
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> Double in
        let (text, isQuoted) = try scalarText(node, wanted: "a number, \(inUnit)")
        guard !isQuoted, let number = NumberText.decimal(text) else {
          throw Refusal(notANumber(text, isQuoted: isQuoted, allowed: inUnit))
        }
        guard range.contains(number) else {
          throw Refusal("\(text) is out of range: \(inUnit)")
        }
        return number
      },
      show: NumberText.plain)
  }
}

/// The message for a value that should be a number, with the likely slip.
func notANumber(_ text: String, isQuoted: Bool, allowed: String) -> String {
  if NumberText.decimal(text) != nil, isQuoted {
    return "\(text) is in quotes: write the number without them (\(allowed))"
  }
  if NumberText.decimal(text.replacing(",", with: ".")) != nil {
    return "`\(text)` is not a number: write a decimal point, not a comma (\(allowed))"
  }
  let begin = text.prefix { "0123456789.-+".contains($0) }
  if !begin.isEmpty, NumberText.decimal(String(begin)) != nil {
    return "`\(text)` is not a number: write \(begin) alone, without a unit (\(allowed))"
  }
  return "`\(text)` is not a number (\(allowed))"
}

extension ValueRule where Value == Int {
  static func integer(_ range: ClosedRange<Int>, unit: String? = nil) -> ValueRule<Int> {
    let number = ValueRule<Double>.number(
      Double(range.lowerBound)...Double(range.upperBound), unit: unit)
    return ValueRule(
      allowed: number.allowed,
      read: { node throws(Refusal) -> Int in
        let value = try number.read(node)
        guard let whole = Int(exactly: value) else {
          throw Refusal("\(NumberText.plain(value)) is not a whole number (\(number.allowed))")
        }
        return whole
      },
      show: { String($0) })
  }

  /// One of a few whole numbers.
  static func integer(among choices: [Int]) -> ValueRule<Int> {
    let allowed = choices.map(String.init).joined(separator: ", ")
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> Int in
        let (text, _) = try scalarText(node, wanted: "one of \(allowed)")
        guard let number = Int(text), choices.contains(number) else {
          throw Refusal("`\(text)` is not one of \(allowed)")
        }
        return number
      },
      show: { String($0) })
  }
}

extension ValueRule where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of the words of an enumeration.
  static var word: ValueRule<Value> {
    let words = Value.allCases.map(\.rawValue)
    let allowed = words.joined(separator: ", ")
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> Value in
        let (text, _) = try scalarText(node, wanted: "one of \(allowed)")
        guard let value = Value(rawValue: text) else {
          let nearest = NearestName.of(text, among: words)
          let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
          throw Refusal("`\(text)` is not one of \(allowed)\(hint)")
        }
        return value
      },
      show: { $0.rawValue })
  }
}
