import CareModel

/// How long to wait before a line is tried again: doubling from `first` up to `most`.
public struct RetryPause: Hashable, Sendable {
  public let first: TimeLength
  public let most: TimeLength
  private var next: TimeLength

  public init(first: TimeLength, most: TimeLength) {
    self.first = min(first, most)
    self.most = most
    next = self.first
  }

  /// The wait before the next attempt; each call doubles the one after it.
  public mutating func take() -> TimeLength {
    defer { next = min(next * 2, most) }
    return next
  }

  public mutating func reset() { next = first }
}
