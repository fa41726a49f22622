import Configuration
import Foundation
import Hummingbird
import StationFixture
import StationModel
import Synchronization
import TestSupport
import Testing

@testable import Station

/// The document says what the server does, and the server does what the document says.
@Suite struct OpenAPITests {
  @Test func everyRouteIsDocumentedAndEveryPathIsARoute() throws {
    let pages = Set(PageFile.all.map { "GET /\($0.name)" })
    let routes = Set(
      try Self.router().routes.map { "\($0.method.rawValue) \($0.path.description)" })
    let document = try OpenAPIDocument()
    #expect(routes.subtracting(pages) == Set(document.operations.map(\.name)))
  }

  @Test func everyAnswerIsAsTheDocumentSays() async throws {
    let document = try OpenAPIDocument()
    let tokens = try TokenFixture()
    var configuration = tokens.configuration
    configuration.bodyBytesAtMost = 256
    configuration.streamsAtMost = 1
    configuration.loginsPerMinute = 7
    let seen = try await RunningStation.serve(configuration) { station in
      var seen: Set<String> = []
      station.ward.raise(.high)
      for call in DocumentedCall.all {
        call.prepare(station.ward)
        let reply = try await call.send(to: station.client, tokens)
        #expect(reply.status == call.status, "\(call.operation): \(reply.body)")
        let problems = try document.problems(with: reply, of: call.operation)
        #expect(problems.isEmpty, "\(call.operation) \(call.status)")
        seen.insert("\(call.operation) \(reply.status)")
      }
      // Too often comes last: it holds for everything afterwards.
      for call in DocumentedCall.acts where call.status == 200 {
        let reply = try await Eventually.some {
          let reply = try await call.send(to: station.client, tokens)
          return reply.status == 429 ? reply : nil
        }
        #expect(try document.problems(with: reply, of: call.operation).isEmpty)
        seen.insert("\(call.operation) 429")
      }
      return seen
    }
    let streams = try await Self.streamStatuses(document)
    let documented = Set(
      document.operations.flatMap { one in one.statuses.map { "\(one.name) \($0)" } })
    #expect(documented == seen.union(streams))
  }

  /// The stream has no end: it is looked at apart.
  private static func streamStatuses(_ document: OpenAPIDocument) async throws -> Set<String> {
    var configuration = StationConfiguration()
    configuration.streamsAtMost = 1
    return try await RunningStation.serve(configuration) { station in
      station.ward.raise(.high)
      let names = Mutex<[String]>([])
      async let heard = station.client.events { heard in
        names.withLock { $0 = EventStreamTests.pageNames(in: heard) }
        return heard.components(separatedBy: "event: heartbeat").count > 3
      }
      try await Eventually.holds { try await station.openPages == 1 }
      let full = try await station.client.get("/api/v1/events")
      #expect(full.status == 503)
      #expect(try document.problems(with: full, of: "GET /api/v1/events").isEmpty)
      let page = try await Eventually.some { names.withLock { $0.first } }
      let drawn = "POST /api/v1/drawn"
      for status in [200, 429] {
        let reply = try await Eventually.some {
          let reply = try await station.client.act(
            "/api/v1/drawn", #"{"page":"\#(page)","sequence":1}"#)
          return reply.status == status ? reply : nil
        }
        #expect(try document.problems(with: reply, of: drawn).isEmpty)
      }
      let text = try await heard
      for (event, schema) in [("ward", "Ward"), ("heartbeat", "Heartbeat")] {
        let lines = text.components(separatedBy: "event: \(event)\ndata: ").dropFirst()
        let data = try #require(lines.first?.components(separatedBy: "\n").first)
        #expect(try document.problems(with: data, schema: schema).isEmpty)
      }
      return [
        "GET /api/v1/events 200", "GET /api/v1/events 503", "\(drawn) 200", "\(drawn) 429",
      ]
    }
  }

  private static func router() throws -> Router<StationContext> {
    let configuration = StationConfiguration()
    let counts = StationCounts()
    let ward = ScriptedWard()
    return StationRouter(
      configuration: configuration, source: ward,
      gatekeeper: try Gatekeeper(configuration, now: { .zero }), counts: counts,
      slots: StreamSlots(atMost: 1),
      feed: WardFeed(ward, slowAfter: .seconds(1), counts: counts, now: { .zero }), now: { .zero },
      tell: { _ in }
    ).router()
  }
}
