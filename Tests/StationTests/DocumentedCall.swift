import StationFixture
import StationModel

@testable import Station

/// One request and the answer that the document promises for it.
struct DocumentedCall: Sendable {
  enum Login: Sendable { case none, view, act }

  /// Such as `GET /api/v1/ward`, without what is asked.
  var operation: String
  var status: Int
  var query = ""
  var body = ""
  var headers: [String: String] = [:]
  var login = Login.act
  /// What the ward answers.
  var answer = StationActionResult.done
  var problem: StationProblem?
  var missing: [String] = []

  func prepare(_ ward: ScriptedWard) {
    ward.answer = answer
    ward.problem = problem
    ward.missing = missing
  }

  func send(to client: StationClient, _ tokens: TokenFixture) async throws -> StationClient.Reply {
    let words = operation.split(separator: " ").map(String.init)
    let authority: [String: String] =
      switch login {
      case .none: [:]
      case .view: TokenFixture.bearer(tokens.view)
      case .act: TokenFixture.bearer(tokens.act)
      }
    let fields = authority.merging(headers) { $1 }
    let body = body.replacing("TOKEN", with: tokens.act.secret)
      .replacing("ALARM", with: "boot-1/K-001/hypothermia/1")
    return words[0] == "GET"
      ? try await client.get(words[1] + query, fields)
      : try await client.act(words[1], body, fields)
  }

  static let all = open + reads + drawn + acts + logins

  private static let open = [
    DocumentedCall(operation: "GET /", status: 200, login: .none),
    DocumentedCall(operation: "GET /healthz", status: 200, login: .none),
    DocumentedCall(operation: "GET /readyz", status: 200, login: .none),
    DocumentedCall(operation: "GET /readyz", status: 503, missing: ["the store is not open"]),
    DocumentedCall(operation: "GET /openapi.json", status: 200, login: .none),
  ]

  private static let reads =
    [
      DocumentedCall(operation: "GET /api/v1/plot", status: 400),
      DocumentedCall(operation: "GET /api/v1/plot", status: 400, query: "?infant=K-001&hours=25"),
      DocumentedCall(operation: "GET /api/v1/plot", status: 404, query: "?infant=K-999"),
      DocumentedCall(
        operation: "GET /api/v1/days", status: 400, query: "?from=2026-02-30&through=2026-03-01"),
      DocumentedCall(
        operation: "GET /api/v1/days", status: 400, query: "?from=2026-01-11&through=2026-01-10"),
      DocumentedCall(
        operation: "GET /api/v1/days", status: 503, query: "?from=2026-01-10&through=2026-01-10",
        problem: .unavailable("the store is not open")),
      DocumentedCall(operation: "GET /api/v1/alarms", status: 400, query: "?last=0"),
      DocumentedCall(
        operation: "GET /api/v1/alarms", status: 503,
        problem: .unavailable("the store is not open")),
      DocumentedCall(operation: "GET /api/v1/events", status: 401, login: .none),
    ]
    + [
      ("ward", ""), ("plot", "?infant=K-001&hours=24"),
      ("days", "?from=2026-01-10&through=2026-01-10"), ("alarms", "?last=5"),
    ].flatMap { name, query in
      [
        DocumentedCall(operation: "GET /api/v1/\(name)", status: 200, query: query, login: .view),
        DocumentedCall(operation: "GET /api/v1/\(name)", status: 401, query: query, login: .none),
      ]
    }
    + [
      DocumentedCall(operation: "GET /metrics", status: 200, login: .view),
      DocumentedCall(operation: "GET /metrics", status: 401, login: .none),
    ]

  /// Without a stream of its own, whose name nobody knows; see `OpenAPITests` for that.
  private static let drawn: [DocumentedCall] = {
    let drawn = "POST /api/v1/drawn"
    let body = #"{"page":"a.b","sequence":1}"#
    let long = #"{"page":"\#(String(repeating: "n", count: 300))","sequence":1}"#
    return [
      DocumentedCall(operation: drawn, status: 400, body: "{}", login: .view),
      DocumentedCall(operation: drawn, status: 401, body: body, login: .none),
      DocumentedCall(operation: drawn, status: 403, body: body, headers: ["X-KMC-Act": ""]),
      DocumentedCall(operation: drawn, status: 404, body: body, login: .view),
      DocumentedCall(operation: drawn, status: 413, body: long),
      DocumentedCall(
        operation: drawn, status: 415, body: body, headers: ["Content-Type": "text/plain"]),
    ]
  }()

  /// The bodies of the acts; `ALARM` is the one that the test raises.
  private static let bodies = [
    ("alarms/acknowledge", #"{"id":"ALARM","by":"nurse-3"}"#),
    ("alarms/pause", #"{"id":null,"by":"nurse-3"}"#),
    ("standby", #"{"infant":"K-001","for_s":60,"by":"nurse-3"}"#),
    ("alarm-test", #"{"by":"nurse-3"}"#),
  ]

  static let acts = bodies.flatMap { name, body in
    let operation = "POST /api/v1/\(name)"
    let long = #"{"by":"\#(String(repeating: "n", count: 300))"}"#
    return [
      DocumentedCall(operation: operation, status: 400, body: "{}"),
      DocumentedCall(operation: operation, status: 401, body: body, login: .none),
      DocumentedCall(operation: operation, status: 403, body: body, login: .view),
      DocumentedCall(
        operation: operation, status: 404, body: body, answer: .unknownTarget("gone")),
      DocumentedCall(operation: operation, status: 409, body: body, answer: .refused("not now")),
      DocumentedCall(operation: operation, status: 413, body: long),
      DocumentedCall(
        operation: operation, status: 415, body: body, headers: ["Content-Type": "text/plain"]),
      DocumentedCall(operation: operation, status: 503, body: body, answer: .unreachable("away")),
      DocumentedCall(operation: operation, status: 200, body: body),
    ]
  }

  /// In this order the seventh attempt is the last that is let through.
  private static let logins: [DocumentedCall] = {
    let login = "POST /api/v1/login"
    let logout = "POST /api/v1/logout"
    let long = #"{"token":"\#(String(repeating: "n", count: 300))"}"#
    let wrong = DocumentedCall(
      operation: login, status: 401, body: #"{"token":"x"}"#, login: .none)
    var late = wrong
    late.status = 429
    return [
      DocumentedCall(operation: login, status: 200, body: #"{"token":"TOKEN"}"#, login: .none),
      DocumentedCall(operation: login, status: 400, body: "{}", login: .none),
      DocumentedCall(
        operation: login, status: 403, body: "{}", headers: ["X-KMC-Act": ""], login: .none),
      DocumentedCall(operation: login, status: 413, body: long, login: .none),
      DocumentedCall(
        operation: login, status: 415, body: "{}", headers: ["Content-Type": ""], login: .none),
      DocumentedCall(operation: logout, status: 200, body: "{}", login: .none),
      DocumentedCall(
        operation: logout, status: 403, body: "{}", headers: ["X-KMC-Act": ""], login: .none),
      DocumentedCall(
        operation: logout, status: 415, body: "{}", headers: ["Content-Type": ""], login: .none),
      wrong, wrong, wrong, wrong, wrong, wrong, late,
    ]
  }()
}
