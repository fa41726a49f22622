import NIOConcurrencyHelpers

/// The one answer that somebody waits for who wants the configuration exchanged.
final class ExchangeAnswer: Sendable {
  private let waiting: NIOLockedValueBox<CheckedContinuation<ReloadingGateway.Exchange, Never>?>

  /// - Parameter continuation: Nil when nobody waits.
  init(_ continuation: CheckedContinuation<ReloadingGateway.Exchange, Never>?) {
    waiting = NIOLockedValueBox(continuation)
  }

  /// Gives the answer; false when it was given before, or nobody waits.
  @discardableResult
  func give(_ exchange: ReloadingGateway.Exchange) -> Bool {
    guard let continuation = waiting.withLockedValue({ $0.take() }) else { return false }
    continuation.resume(returning: exchange)
    return true
  }
}
