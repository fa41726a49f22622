import HTTPTypes
import Hummingbird

/// What every answer tells a browser: nothing from elsewhere, nothing inline, no frame around it.
struct SecurityHeaders: RouterMiddleware {
  static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "connect-src 'self'", "font-src 'self'", "manifest-src 'self'", "base-uri 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  private static let fields: [(HTTPField.Name?, String)] = [
    (HTTPField.Name("Content-Security-Policy"), policy),
    (HTTPField.Name("X-Content-Type-Options"), "nosniff"),
    (HTTPField.Name("X-Frame-Options"), "DENY"),
    (HTTPField.Name("Referrer-Policy"), "no-referrer"),
    (HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin"),
    (HTTPField.Name("Cross-Origin-Resource-Policy"), "same-origin"),
    (HTTPField.Name("Permissions-Policy"), "camera=(), geolocation=(), microphone=()"),
    // What is shown is of now; what is kept on a shared machine is of somebody's infant.
    (HTTPField.Name("Cache-Control"), "no-store"),
  ]

  func handle(
    _ request: Request, context: StationContext,
    next: (Request, StationContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for case (let name?, let value) in Self.fields { response.headers[name] = value }
    return response
  }
}
