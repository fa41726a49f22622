import HTTPTypes
import Hummingbird

/// Makes an answer of every error: words that say what to do.
struct ProblemAnswers: RouterMiddleware {
  let counts: StationCounts

  func handle(
    _ request: Request, context: StationContext,
    next: (Request, StationContext) async throws -> Response
  ) async throws -> Response {
    counts.countRequest()
    do {
      return try await next(request, context)
    } catch let refusal as StationRefusal {
      counts.countRefusal(status: refusal.status.code)
      return refusal.response
    } catch let error as HTTPError {
      counts.countRefusal(status: error.status.code)
      return Self.refusal(error.status).response
    }
  }

  private static func refusal(_ status: HTTPResponse.Status) -> StationRefusal {
    switch status {
    case .notFound:
      StationRefusal(status, "there is no such page; /openapi.json lists what there is")
    case .contentTooLarge: StationRefusal(status, "the request is too long")
    default: StationRefusal(status, "this cannot be answered: \(status.reasonPhrase)")
    }
  }
}
