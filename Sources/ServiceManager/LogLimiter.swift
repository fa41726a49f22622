import CareModel

/// Keeps a lasting fault from filling the log: each line once, repeats counted.
///
/// Lines belong to a source, such as all ports together. In any minute a source gets at most
/// `linesAMinute` lines, the summary of what was held back included; a line that already stands in
/// the last minute waits for the summary.
public struct LogLimiter: Sendable {
  /// What is told of a source once a minute.
  public struct Summary: Hashable, Sendable {
    public var source: String
    public var held: Int
    /// The line that was held back most often.
    public var example: String

    public init(source: String, held: Int, example: String) {
      self.source = source
      self.held = held
      self.example = example
    }

    public var text: String { "\(held) more like it in the last minute: \(example)" }
  }

  private struct Source {
    /// What was written within the last minute, and when.
    var written: [(line: String, at: Instant)] = []
    var heldCount = 0
    var heldSince = Instant.zero
    /// How often the first few of the lines held back were.
    var examples: [String: Int] = [:]
  }

  public static let minute = TimeLength.seconds(60)
  /// Enough to name what a fault mostly says, however many different lines it brings.
  private static let examplesMax = 16
  private let linesAMinute: Int
  private var sources: [String: Source] = [:]

  /// - Parameter linesAMinute: At least 2: a line and a summary.
  public init(linesAMinute: Int = 10) { self.linesAMinute = max(2, linesAMinute) }

  /// Whether the line may be written now; one that may not is counted.
  public mutating func mayWrite(_ line: String, of name: String, at now: Instant) -> Bool {
    var source = sources[name] ?? Source()
    defer { sources[name] = source }
    source.written.removeAll { now - $0.at >= Self.minute }
    let isRepeat = source.written.contains { $0.line == line }
    // One place is kept for the summary.
    if !isRepeat, source.written.count < linesAMinute - 1 {
      source.written.append((line, now))
      return true
    }
    if source.heldCount == 0 { source.heldSince = now }
    source.heldCount += 1
    if source.examples[line] != nil || source.examples.count < Self.examplesMax {
      source.examples[line, default: 0] += 1
    }
    return false
  }

  /// The summaries that are due: of sources that have held lines back for a minute.
  public mutating func takeSummaries(at now: Instant) -> [Summary] {
    var summaries: [Summary] = []
    for name in sources.keys.sorted() {
      guard var source = sources[name] else { continue }
      source.written.removeAll { now - $0.at >= Self.minute }
      if source.heldCount > 0, now - source.heldSince >= Self.minute,
        source.written.count < linesAMinute
      {
        let most = source.examples.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let summary = Summary(source: name, held: source.heldCount, example: most?.key ?? "")
        summaries.append(summary)
        source.written.append((summary.text, now))
        source.heldCount = 0
        source.examples = [:]
      }
      // A source that is quiet costs nothing.
      sources[name] = source.heldCount == 0 && source.written.isEmpty ? nil : source
    }
    return summaries
  }
}
