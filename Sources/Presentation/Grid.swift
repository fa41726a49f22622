/// Rows and columns fitted to a width: some columns give way first, some go altogether.
struct Grid {
  struct Column {
    var title: String
    var alignsRight = false
    /// Columns of text below which it does not shrink; nil for one that never shrinks.
    var least: Int?
    /// The same, once everything that may go is gone; `least` where nil.
    var leastAtLast: Int?
    /// True for identifiers, of which the end tells one from another.
    var keepsEnd = false
    /// Among those that may go when nothing else helps, the lowest goes first.
    var dropRank: Int?
    /// Among those that shrink, the lowest gives way first.
    var shrinkRank = 0
  }

  enum Cell {
    case text(StyledText)
    case bar(GoalBar)

    var naturalWidth: Int {
      switch self {
      case .text(let text): text.width
      case .bar: GoalBar.mostColumns
      }
    }
  }

  var columns: [Column]
  /// As many cells a row as there are columns.
  var rows: [[Cell]]

  private static let gap = "  "

  /// The line of titles, then one line a row.
  func lines(_ style: TextStyle) -> [StyledText] {
    let (kept, widths) = fitted(to: style.columns)
    let titles = zip(kept, widths).map { index, width in
      aligned(StyledText(columns[index].title, .quiet), columns[index], width)
    }
    let body = rows.map { row in
      zip(kept, widths).map { index, width in
        switch row[index] {
        case .text(let text): aligned(text, columns[index], width)
        case .bar(let bar): bar.drawn(columns: width)
        }
      }
    }
    return ([titles] + body).map(joined)
  }

  private func joined(_ cells: [StyledText]) -> StyledText {
    cells.dropFirst().reduce(cells.first ?? StyledText()) { $0 + StyledText(Self.gap) + $1 }
  }

  private func aligned(_ text: StyledText, _ column: Column, _ width: Int) -> StyledText {
    let cut = column.keepsEnd ? text.keepingEnd(of: width) : text.truncated(to: width)
    return cut.padded(to: width, atRight: column.alignsRight)
  }

  /// Which columns stay, and how wide each is.
  private func fitted(to available: Int) -> (kept: [Int], widths: [Int]) {
    var kept = Array(columns.indices)
    var widths = shrunk(kept, to: available)
    let droppable = kept.filter { columns[$0].dropRank != nil }
      .sorted { (columns[$0].dropRank ?? 0) < (columns[$1].dropRank ?? 0) }
    for index in droppable where total(widths) > available {
      kept.removeAll { $0 == index }
      widths = shrunk(kept, to: available)
    }
    if total(widths) > available { widths = shrunk(kept, to: available, isLast: true) }
    return (kept, widths)
  }

  private func shrunk(_ kept: [Int], to available: Int, isLast: Bool = false) -> [Int] {
    var widths = kept.map(naturalWidth)
    let order = kept.indices.sorted {
      columns[kept[$0]].shrinkRank < columns[kept[$1]].shrinkRank
    }
    for position in order {
      let excess = total(widths) - available
      let column = columns[kept[position]]
      let atLast = isLast ? column.leastAtLast : nil
      guard excess > 0, let least = atLast ?? column.least else { continue }
      widths[position] = max(min(least, widths[position]), widths[position] - excess)
    }
    return widths
  }

  private func naturalWidth(_ index: Int) -> Int {
    rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, $1[index].naturalWidth) }
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1)
  }
}
