import Configuration
import HTTPTypes
import Hummingbird

/// On this machine alone: only a page that was opened under a name of this machine may ask.
///
/// Without tokens a web site that gives its own name the address 127.0.0.1 could otherwise act
/// through the browser of somebody who sits at this machine.
struct HostCheck: RouterMiddleware {
  let configuration: StationConfiguration

  private static let names: Set = ["localhost", "[::1]"]

  func handle(
    _ request: Request, context: StationContext,
    next: (Request, StationContext) async throws -> Response
  ) async throws -> Response {
    guard isNamed(request) else {
      throw StationRefusal(
        .misdirectedRequest, "open the page as http://127.0.0.1 or http://localhost")
    }
    return try await next(request, context)
  }

  /// Whether what follows a host is a port, or nothing.
  private static func isPort(_ rest: Substring) -> Bool {
    rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy { $0.isASCII && $0.isNumber })
  }

  private func isNamed(_ request: Request) -> Bool {
    guard configuration.isLoopback, configuration.tokensPath == nil else { return true }
    let authority = request.head.authority ?? ""
    let isBracketed = authority.hasPrefix("[")
    let end =
      isBracketed
      ? authority.firstIndex(of: "]").map { authority.index(after: $0) }
      : authority.firstIndex(of: ":")
    let host = authority[..<(end ?? authority.endIndex)]
    guard Self.isPort(authority[host.endIndex...]) else { return false }
    var named = configuration
    named.address = String(host)
    return Self.names.contains(host.lowercased()) || named.isLoopback
  }
}
