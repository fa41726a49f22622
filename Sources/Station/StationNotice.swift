/// What the log is told of the station; no token and no name of a person ever stands in it.
public enum StationNotice: Hashable, Sendable, CustomStringConvertible {
  case serving(address: String, port: Int, isEncrypted: Bool)
  /// It will be tried again.
  case notServing(StationStartError)
  case act(StationAudit)
  /// A token was wrong, or came too often.
  case refusedLogin(from: String, reason: String)
  case login(name: String, from: String)
  /// The file of tokens has changed.
  case tokensRead(count: Int)
  /// It has changed and cannot be used: the tokens before hold on.
  case tokensNotRead(StationStartError)
  /// More refusals came than a log should hold.
  case refusalsNotTold(count: Int)

  /// Whether somebody should see to it.
  public var isTrouble: Bool {
    switch self {
    case .serving, .login, .tokensRead: false
    case .act(let audit): audit.outcome != .done
    case .notServing, .refusedLogin, .refusalsNotTold, .tokensNotRead: true
    }
  }

  /// Whether the page cannot be reached by anybody; nil where the notice is of something else.
  public var isPageFailing: Bool? {
    switch self {
    case .serving: false
    case .notServing: true
    case .act, .refusedLogin, .login, .tokensRead, .tokensNotRead, .refusalsNotTold: nil
    }
  }

  var isRefusal: Bool {
    switch self {
    case .act(let audit): audit.outcome != .done
    case .refusedLogin: true
    case .serving, .notServing, .login, .refusalsNotTold, .tokensRead, .tokensNotRead: false
    }
  }

  public var description: String {
    switch self {
    case .serving(let address, let port, let isEncrypted):
      "the station's page is at \(isEncrypted ? "https" : "http")://"
        + "\(address.contains(":") ? "[\(address)]" : address):\(port)/"
    case .notServing(let error): error.description
    case .act(let audit): audit.description
    case .refusedLogin(let address, let reason): "login from \(address) refused: \(reason)"
    case .login(let name, let address): "\(name) logged in from \(address)"
    case .tokensRead(let count): "the file of tokens has changed: \(count) are let in now"
    case .tokensNotRead(let error):
      "the file of tokens has changed and the tokens before are still let in: \(error)"
    case .refusalsNotTold(let count): "\(count) more requests were refused; see /metrics"
    }
  }
}
