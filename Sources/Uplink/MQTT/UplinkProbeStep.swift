/// One step of the way to the broker, and what came of it.
public struct UplinkProbeStep: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case credentials, name, route, tls, login, publish, acknowledgement

    /// What people call it.
    public var title: String {
      switch self {
      case .credentials: "credentials"
      case .name: "name resolution"
      case .route: "route"
      case .tls: "encryption"
      case .login: "login"
      case .publish: "publish"
      case .acknowledgement: "acknowledgement"
      }
    }
  }

  public enum Result: Hashable, Sendable {
    case good(String)
    /// Not asked for by the configuration.
    case unused(String)
    case failed(reason: String, advice: String)
    /// Not tried, because of what failed before.
    case untried
  }

  public var kind: Kind
  public var result: Result

  /// One line, or two where there is something to do.
  public var description: String {
    switch result {
    case .good(let text): "ok      \(kind.title): \(text)"
    case .unused(let text): "-       \(kind.title): \(text)"
    case .failed(let reason, let advice): "FAILED  \(kind.title): \(reason)\n        -> \(advice)"
    case .untried: "?       \(kind.title): not tried"
    }
  }
}
