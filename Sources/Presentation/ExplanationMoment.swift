import CareModel

/// The moment of a trace that is to be explained, as people write it.
public enum ExplanationMoment: Hashable, Sendable {
  case fromStart(Instant)
  case wall(WallTime)

  /// Reads seconds (`9000` or `9000.5`), `hh:mm` or `hh:mm:ss` from the start, or an ISO 8601 time.
  public init(parsing text: String) throws(ExplanationProblem) {
    if let wall = WallTime(iso8601: text) {
      self = .wall(wall)
      return
    }
    guard let seconds = Self.seconds(text) ?? Self.clock(text) else {
      throw ExplanationProblem.unreadableTime(text)
    }
    self = .fromStart(Instant(seconds: seconds))
  }

  /// On the timeline of a trace whose zero is at `start`.
  public func instant(start: WallTime?) throws(ExplanationProblem) -> Instant {
    switch self {
    case .fromStart(let instant): return instant
    case .wall(let wall):
      guard let start else { throw ExplanationProblem.startUnknown(wall) }
      return Instant(milliseconds: wall.milliseconds - start.milliseconds)
    }
  }

  private static func seconds(_ text: String) -> Double? {
    guard isPlain(text), let seconds = Double(text), seconds < longest else { return nil }
    return seconds
  }

  private static func clock(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), parts.allSatisfy(isPlain),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), parts[1].utf8.count == 2, minutes < 60
    else { return nil }
    let second = parts.count == 3 ? Double(parts[2]) : 0
    guard let second, second < 60, Double(hours) * 3600 < longest else { return nil }
    return Double(hours) * 3600 + Double(minutes) * 60 + second
  }

  /// Digits with one point at most: no sign, no exponent, no other number that `Double` knows.
  private static func isPlain(_ text: String) -> Bool {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }.count
    let points = text.utf8.filter { $0 == 0x2E }.count
    return digits > 0 && points <= 1 && digits + points == text.utf8.count
  }

  /// In seconds: a hundred years, so that sums of milliseconds never overflow.
  private static let longest = 100.0 * 366 * 86_400
}
