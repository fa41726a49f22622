/// Text in stretches of one tint each; it is laid out by its width and gets its colours last.
struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  struct Stretch: Hashable, Sendable {
    var text: String
    var tint: Tint
  }

  private(set) var stretches: [Stretch]
  private(set) var width: Int

  init(_ text: String = "", _ tint: Tint = .plain) {
    let safe = SafeText.of(text)
    stretches = safe.isEmpty ? [] : [Stretch(text: safe, tint: tint)]
    width = DisplayWidth.of(safe)
  }

  init(stringLiteral text: String) { self.init(text) }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var both = left
    both += right
    return both
  }

  static func += (left: inout StyledText, right: StyledText) {
    left.stretches += right.stretches
    left.width += right.width
  }

  /// The first `columns` columns; where something is cut, an ellipsis says so.
  func truncated(to columns: Int) -> StyledText {
    guard width > columns else { return self }
    guard columns > 0 else { return StyledText() }
    var kept = StyledText()
    for stretch in stretches {
      var text = ""
      var used = kept.width
      for character in stretch.text {
        let next = DisplayWidth.of(character)
        guard used + next <= columns - 1 else {
          return kept + StyledText(text, stretch.tint) + StyledText("…", stretch.tint)
        }
        text.append(character)
        used += next
      }
      kept += StyledText(text, stretch.tint)
    }
    return kept
  }

  /// The last `columns` columns: the end of an identifier is what tells it from its neighbours.
  func keepingEnd(of columns: Int) -> StyledText {
    guard width > columns, let first = stretches.first else { return self }
    guard columns > 0 else { return StyledText() }
    var kept = ""
    var used = 0
    for character in plain.reversed() {
      let next = DisplayWidth.of(character)
      guard used + next <= columns - 1 else { break }
      kept.append(character)
      used += next
    }
    return StyledText("…" + String(kept.reversed()), first.tint)
  }

  func padded(to columns: Int, atRight: Bool = false) -> StyledText {
    let space = StyledText(String(repeating: " ", count: max(0, columns - width)))
    return atRight ? space + self : self + space
  }

  var plain: String { stretches.map(\.text).joined() }

  /// One line of at most the style's columns, without blanks at its end.
  func rendered(_ style: TextStyle) -> String {
    let fitting = truncated(to: style.columns).withoutBlanksAtEnd
    guard style.isColoured else { return fitting.plain }
    return fitting.stretches.map { stretch in
      guard let parameters = stretch.tint.parameters else { return stretch.text }
      return "\u{1B}[\(parameters)m\(stretch.text)\u{1B}[0m"
    }.joined()
  }

  private var withoutBlanksAtEnd: StyledText {
    var shorter = self
    while let last = shorter.stretches.last {
      let blanks = last.text.reversed().prefix { $0 == " " }.count
      if blanks == 0 { break }
      shorter.width -= blanks
      shorter.stretches[shorter.stretches.count - 1].text.removeLast(blanks)
      guard blanks == last.text.count else { break }
      shorter.stretches.removeLast()
    }
    return shorter
  }
}
