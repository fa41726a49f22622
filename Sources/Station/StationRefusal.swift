import CareModel
import HTTPTypes
import Hummingbird

/// Why a request is not done; the words say what to do instead.
struct StationRefusal: Error, Sendable {
  var status: HTTPResponse.Status
  var problem: String
  var retryAfter: TimeLength?
  /// What the browser's cookie is to be from now on.
  var newCookie: String?

  init(_ status: HTTPResponse.Status, _ problem: String, retryAfter: TimeLength? = nil) {
    self.status = status
    self.problem = problem
    self.retryAfter = retryAfter
  }

  static let unauthenticated = StationRefusal(
    .unauthorized, "log in with a token; `kmcd station token` makes one")

  static let viewOnly = StationRefusal(
    .forbidden, "this token may look but not act; log in with one of role `act`")

  static func tooOften(_ wait: TimeLength) -> StationRefusal {
    let seconds = Int((wait.seconds).rounded(.up))
    return StationRefusal(
      .tooManyRequests, "too often: wait \(seconds) s and try again", retryAfter: wait)
  }

  var response: Response {
    var response = StationJSON.response(["problem": problem], status: status)
    if let retryAfter {
      response.headers[.retryAfter] = String(Int(retryAfter.seconds.rounded(.up)))
    }
    if let newCookie { response.headers[.setCookie] = newCookie }
    if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer realm=\"kmc\"" }
    return response
  }
}
