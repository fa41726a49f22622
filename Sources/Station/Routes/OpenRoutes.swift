import HTTPTypes
import Hummingbird
import StationInterface

/// What anybody may ask: the page without the ward, and whether the gateway lives.
struct OpenRoutes: Sendable {
  let source: any StationSource
  let gatekeeper: Gatekeeper

  func add(to group: RouterGroup<StationContext>) {
    for file in PageFile.all {
      let path = file.name == "index.html" ? "/" : file.name
      group.get(RouterPath(path)) { _, _ in file.response }
    }
    group.get("openapi.json") { _, _ in PageFile.description.response }
    group.get("healthz") { _, _ in StationJSON.response(["alive": true]) }
    group.get("readyz") { request, context in try await ready(request, context) }
  }

  /// What is not ready is told only to those who may look.
  private func ready(_ request: Request, _ context: StationContext) async throws -> Response {
    let missing = await source.unready()
    guard !missing.isEmpty else { return StationJSON.response(["ready": true]) }
    let words: String
    do throws(StationRefusal) {
      _ = try gatekeeper.access(of: request, from: context.address)
      words = missing.joined(separator: "; ")
    } catch {
      words = "not ready yet; log in to see why"
    }
    throw StationRefusal(.serviceUnavailable, words)
  }
}
