import CareModel
import Store

/// The rows of one class that were read and wait to be sent, the oldest first.
public struct DeliveryLane: Hashable, Sendable {
  public enum Name: Hashable, Sendable {
    /// News: sent before anything else.
    case live
    /// What waited before the connection came about: sent at the configured rate.
    case backlog
  }

  let name: Name
  let through: Int64
  private(set) var after: Int64
  private var rows: ArraySlice<OutboxRow> = []
  private var isReading = false
  /// Nothing is left behind `after`.
  private var isDone = false
  private var hasNews = false
  private var retryAt: Instant?

  /// It reads on when fewer wait.
  private static let readBelow = 64

  init(_ name: Name, after: Int64, through: Int64) {
    self.name = name
    self.after = after
    self.through = through
  }

  var isEmpty: Bool { rows.isEmpty }

  /// Whether nothing is there to be sent before others, as far as can be known.
  var isKnownEmptyOrUnreadable: Bool {
    rows.isEmpty && !isReading && (isDone || retryAt != nil)
  }

  /// When a read that failed is wanted again.
  var retryDue: Instant? { rows.count < Self.readBelow ? retryAt : nil }

  mutating func take() -> OutboxRow? { rows.popFirst() }

  /// Puts a row back that was not taken, in its place.
  mutating func putBack(_ row: OutboxRow) {
    let place = rows.firstIndex { $0.number > row.number } ?? rows.endIndex
    rows.insert(row, at: place)
  }

  mutating func noteNews() {
    if isReading { hasNews = true } else { isDone = false }
  }

  /// The next read, if it is time for one.
  mutating func nextRead(at now: Instant) -> DeliveryEffect? {
    guard !isReading, !isDone, rows.count < Self.readBelow else { return nil }
    if let retryAt, retryAt > now { return nil }
    isReading = true
    retryAt = nil
    return .read(name, after: after, through: through)
  }

  mutating func take(_ page: OutboxPage) {
    guard isReading else { return }
    isReading = false
    rows += page.rows
    after = max(after, page.readThrough)
    isDone = page.isLast && !hasNews
    hasNews = false
  }

  mutating func failRead(retryAt: Instant) {
    isReading = false
    hasNews = false
    self.retryAt = retryAt
  }
}
