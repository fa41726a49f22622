import HTTPTypes
import Hummingbird

/// Lets only the page itself, or a program that means it, change something.
///
/// A form of a foreign site can set neither the header nor the content type, and its browser names
/// the site in `Origin` and `Sec-Fetch-Site`.
struct ForgeryCheck: RouterMiddleware {
  let isEncrypted: Bool

  func handle(
    _ request: Request, context: StationContext,
    next: (Request, StationContext) async throws -> Response
  ) async throws -> Response {
    try check(request)
    return try await next(request, context)
  }

  private func check(_ request: Request) throws(StationRefusal) {
    guard value("X-KMC-Act", of: request) == "1" else {
      throw StationRefusal(.forbidden, "acts need the header `X-KMC-Act: 1`")
    }
    let type = request.headers[.contentType]?.prefix { $0 != ";" } ?? ""
    guard type.lowercased() == "application/json" else {
      throw StationRefusal(
        .unsupportedMediaType, "acts need the header `Content-Type: application/json`")
    }
    if let origin = request.headers[.origin] {
      let own = (isEncrypted ? "https://" : "http://") + (request.head.authority ?? "")
      guard origin.lowercased() == own.lowercased() else {
        throw StationRefusal(.forbidden, "this came from another page: act on the station's own")
      }
    }
    if let site = value("Sec-Fetch-Site", of: request), site != "same-origin", site != "none" {
      throw StationRefusal(.forbidden, "this came from another page: act on the station's own")
    }
  }

  private func value(_ name: String, of request: Request) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }
}
