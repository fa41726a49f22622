import CareModel

/// Whether a destination can be reached.
public enum DeliveryLink: Hashable, Sendable {
  /// Not connected since `since`, because of `reason`; tried again at `retryAt`.
  case away(since: Instant, reason: String, retryAt: Instant)
  /// Not connected since `since`; the attempt began at `from`.
  case connecting(since: Instant, reason: String, from: Instant)
  case connected(since: Instant)

  public var isConnected: Bool { if case .connected = self { true } else { false } }
}

extension DeliveryLink {
  /// Whether a person would want to know: a connection, its end, or another reason for none.
  func isNews(after earlier: DeliveryLink) -> Bool {
    switch (earlier, self) {
    case (.connected, .connected), (_, .connecting): false
    case (_, .connected), (.connected, .away): true
    case (.away(_, let before, _), .away(_, let after, _)),
      (.connecting(_, let before, _), .away(_, let after, _)):
      before != after
    }
  }
}
