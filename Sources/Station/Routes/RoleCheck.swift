import Configuration
import Hummingbird

/// Lets through who may look, or act.
struct RoleCheck: RouterMiddleware {
  let gatekeeper: Gatekeeper
  let role: StationConfiguration.Role
  let tell: @Sendable (StationNotice) -> Void

  func handle(
    _ request: Request, context: StationContext,
    next: (Request, StationContext) async throws -> Response
  ) async throws -> Response {
    do throws(StationRefusal) {
      let access = try gatekeeper.access(of: request, from: context.address)
      context.note.access = access
      guard access.allows(role) else { throw .viewOnly }
    } catch {
      if request.headers[.authorization] != nil, error.status == .unauthorized {
        tell(.refusedLogin(from: context.address, reason: "wrong token"))
      }
      throw error
    }
    return try await next(request, context)
  }
}
