import CareModel
import Configuration
import HTTPTypes
import Hummingbird
import Synchronization

/// Knows who may come in, and how often.
final class Gatekeeper: Sendable {
  static let cookieName = "kmc_station"

  private let configuration: StationConfiguration
  private let tokens: TokenWatch?
  private let now: @Sendable () -> Instant
  private let acts: Mutex<RateLimits>
  private let logins: Mutex<RateLimits>
  /// A page asks with an old cookie again and again, which must not keep its screen from a login.
  private let oldCookies: Mutex<RateLimits>

  init(
    _ configuration: StationConfiguration, now: @escaping @Sendable () -> Instant,
    tell: @escaping @Sendable (StationNotice) -> Void = { _ in }
  ) throws(StationStartError) {
    guard !configuration.isUnguarded else { throw .unguarded(address: configuration.address) }
    if let path = configuration.tokensPath {
      tokens = try TokenWatch(path, now: now, tell: tell)
    } else {
      tokens = nil
    }
    self.configuration = configuration
    self.now = now
    acts = Mutex(RateLimits(perMinute: configuration.actsPerMinute))
    logins = Mutex(RateLimits(perMinute: configuration.loginsPerMinute))
    oldCookies = Mutex(RateLimits(perMinute: configuration.loginsPerMinute))
  }

  var asksForTokens: Bool { tokens != nil }

  /// Who sends this request.
  ///
  /// Throws 401 where a token is needed and none, or a wrong one, came; 429 after many wrong ones.
  func access(of request: Request, from address: String) throws(StationRefusal) -> Access {
    guard let tokens else { return withoutToken }
    let (bearer, cookie) = (bearer(request), cookie(request))
    for secret in [bearer, cookie].compactMap({ $0 }) {
      if let access = tokens.access(of: secret) { return access }
    }
    // Only wrong tokens count, so that a neighbour who guesses locks nobody out.
    if bearer != nil { try countLogin(from: address) }
    guard cookie != nil else { throw .unauthenticated }
    // The browser is to drop it and to ask for a token.
    var refusal = StationRefusal.unauthenticated
    if let wait = oldCookies.withLock({ $0.take([address], at: now()) }) {
      refusal = .tooOften(wait)
    }
    refusal.newCookie = setCookie("", lastsSeconds: 0)
    throw refusal
  }

  /// Who holds this token; each attempt counts.
  func login(_ secret: String, from address: String) throws(StationRefusal) -> Access {
    try countLogin(from: address)
    guard let tokens else { return withoutToken }
    guard let access = tokens.access(of: secret) else { throw .unauthenticated }
    return access
  }

  /// Throws 429 where this address, or this token, has acted too often.
  func countAct(by access: Access, from address: String) throws(StationRefusal) {
    let callers = ["address \(address)"] + (asksForTokens ? ["token \(access.name)"] : [])
    if let wait = acts.withLock({ $0.take(callers, at: now()) }) { throw .tooOften(wait) }
  }

  private func countLogin(from address: String) throws(StationRefusal) {
    if let wait = logins.withLock({ $0.take([address], at: now()) }) { throw .tooOften(wait) }
  }

  /// Who came through the certificate check, or from this machine: nobody else gets here.
  private var withoutToken: Access {
    if let tls = configuration.tls, tls.clientAuthorityPath != nil {
      return Access(name: "certificate", role: tls.clientRole)
    }
    return Access(name: "this machine", role: .act)
  }

  /// The header that makes a browser keep a token, or drop it.
  func setCookie(_ value: String, lastsSeconds: Int) -> String {
    "\(Self.cookieName)=\(value); Path=/; Max-Age=\(lastsSeconds); HttpOnly; SameSite=Strict"
      + (configuration.tls == nil ? "" : "; Secure")
  }

  private func bearer(_ request: Request) -> String? {
    guard let value = request.headers[.authorization] else { return nil }
    let words = value.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
    return String(words[1])
  }

  private func cookie(_ request: Request) -> String? {
    for field in request.headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == Self.cookieName else {
          continue
        }
        return String(parts[1])
      }
    }
    return nil
  }
}
