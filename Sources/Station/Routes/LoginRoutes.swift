import Configuration
import HTTPTypes
import Hummingbird

/// How a browser gets in: a token once, a cookie that no script can read from then on.
struct LoginRoutes: Sendable {
  let configuration: StationConfiguration
  let gatekeeper: Gatekeeper
  let tell: @Sendable (StationNotice) -> Void

  private struct Login: Decodable { var token: String }

  private struct LoggedIn: Encodable {
    var name: String
    var role: StationConfiguration.Role
  }

  func add(to group: RouterGroup<StationContext>) {
    group.post("api/v1/login") { request, context in try await login(request, context) }
    group.post("api/v1/logout") { _, _ in
      var response = StationJSON.response(["result": "done"])
      response.headers[.setCookie] = gatekeeper.setCookie("", lastsSeconds: 0)
      return response
    }
  }

  private func login(_ request: Request, _ context: StationContext) async throws -> Response {
    let body = try await StationJSON.read(
      Login.self, from: request, bytesAtMost: configuration.bodyBytesAtMost)
    do throws(StationRefusal) {
      let access = try gatekeeper.login(body.token, from: context.address)
      tell(.login(name: access.name, from: context.address))
      var response = StationJSON.response(LoggedIn(name: access.name, role: access.role))
      // Without tokens there is nothing to remember; what was sent must not come back in a header.
      if gatekeeper.asksForTokens {
        response.headers[.setCookie] = gatekeeper.setCookie(
          body.token, lastsSeconds: Int(configuration.loginLasts.seconds))
      }
      return response
    } catch {
      let reason = error.status == .unauthorized ? "wrong token" : "too many attempts"
      tell(.refusedLogin(from: context.address, reason: reason))
      throw error
    }
  }
}
