/// One cell of an exported table.
public enum ExportCell: Hashable, Sendable {
  /// Text of whatever origin: a spreadsheet must not take it for a formula.
  case text(String)
  /// A number, a time or a word of this program's own, which needs no care.
  case plain(String)
  /// Nothing is known, or nothing applies.
  case empty

  public init(text: String?) { self = text.map { .text($0) } ?? .empty }

  public init(_ number: Double?, decimals: Int) {
    guard let number, number.isFinite else {
      self = .empty
      return
    }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (number * scale).rounded() / scale
    let isWhole = rounded == rounded.rounded() && abs(rounded) < 1e15
    self = .plain(isWhole ? String(Int64(rounded)) : String(rounded))
  }

  public init(_ number: Int?) { self = number.map { .plain(String($0)) } ?? .empty }

  public init(_ truth: Bool?) { self = truth.map { .plain($0 ? "true" : "false") } ?? .empty }
}
