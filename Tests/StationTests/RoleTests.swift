import Configuration
import StationFixture
import StationModel
import Testing

@testable import Station

/// Who may look and who may act.
@Suite struct RoleTests {
  /// A page that was open when its token was taken away goes on asking with the old cookie.
  @Test func anOldCookieIsDroppedAndKeepsNobodyFromALogin() async throws {
    let tokens = try TokenFixture()
    try await RunningStation.serve(tokens.configuration) { station in
      var refusals: [Int] = []
      for _ in 0..<30 {
        let reply = try await station.client.get(
          "/api/v1/ward", ["Cookie": "kmc_station=kmc_old"])
        refusals.append(reply.status)
        #expect(reply.header("Set-Cookie")?.contains("Max-Age=0") == true)
      }
      #expect(refusals.prefix(10).allSatisfy { $0 == 401 })
      #expect(Set(refusals) == [401, 429])
      let login = try await station.client.act(
        "/api/v1/login", #"{"token":"\#(tokens.act.secret)"}"#)
      #expect(login.status == 200)
    }
  }

  @Test(arguments: [
    "/api/v1/ward", "/api/v1/plot?infant=K-001", "/api/v1/days?from=2026-01-10&through=2026-01-10",
    "/api/v1/alarms", "/api/v1/events", "/metrics",
  ])
  func aVisitorWithoutATokenSeesNothingOfTheWard(_ path: String) async throws {
    let fixture = try TokenFixture()
    try await RunningStation.serve(fixture.configuration) { station in
      let reply = try await station.client.get(path)
      #expect(reply.status == 401)
      #expect(!reply.body.contains("K-0"))
      let wrong = try await station.client.get(path, ["Authorization": "Bearer kmc_wrong"])
      #expect(wrong.status == 401)
      #expect(try await station.client.get("/healthz").status == 200)
    }
  }

  @Test func aTokenThatMayLookMayNotAct() async throws {
    let fixture = try TokenFixture()
    try await RunningStation.serve(fixture.configuration) { station in
      let view = TokenFixture.bearer(fixture.view)
      #expect(try await station.client.get("/api/v1/ward", view).status == 200)
      let reply = try await station.client.act("/api/v1/alarm-test", #"{"by":"nurse-3"}"#, view)
      #expect(reply.status == 403)
      #expect(station.ward.actions.isEmpty)
      let act = TokenFixture.bearer(fixture.act)
      let done = try await station.client.act("/api/v1/alarm-test", #"{"by":"nurse-3"}"#, act)
      #expect(done.status == 200)
      #expect(station.ward.actions == [.alarmTest(by: "nurse-3")])
    }
  }

  @Test func aLoginGivesACookieThatNoScriptCanRead() async throws {
    let fixture = try TokenFixture()
    try await RunningStation.serve(fixture.configuration) { station in
      let body = #"{"token":"\#(fixture.act.secret)"}"#
      let reply = try await station.client.act("/api/v1/login", body)
      #expect(reply.status == 200)
      #expect(reply.body == #"{"name":"desk","role":"act"}"#)
      let cookie = try #require(reply.header("Set-Cookie"))
      #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"))
      let pair = String(cookie.prefix { $0 != ";" })
      let seen = try await station.client.get("/api/v1/ward", ["Cookie": "other=1; \(pair)"])
      #expect(seen.status == 200)
      let gone = try await station.client.act("/api/v1/logout", "{}", ["Cookie": pair])
      #expect(gone.header("Set-Cookie")?.contains("kmc_station=; Path=/; Max-Age=0") == true)
    }
  }

  /// Neither who guesses right nor who guesses wrong leaves a token in the log.
  @Test func noTokenReachesTheLog() async throws {
    let fixture = try TokenFixture()
    try await RunningStation.serve(fixture.configuration) { station in
      let guess = "kmc_guessed"
      _ = try await station.client.act("/api/v1/login", #"{"token":"\#(guess)"}"#)
      _ = try await station.client.get("/api/v1/ward", ["Authorization": "Bearer \(guess)"])
      _ = try await station.client.act(
        "/api/v1/login", #"{"token":"\#(fixture.act.secret)"}"#)
      _ = try await station.client.act(
        "/api/v1/alarm-test", #"{"by":"nurse-3"}"#, TokenFixture.bearer(fixture.act))
      let log = station.notices.map(\.description).joined(separator: "\n")
      #expect(log.contains("login from 127.0.0.1 refused: wrong token"))
      #expect(log.contains("desk logged in from 127.0.0.1"))
      for secret in [guess, fixture.act.secret] { #expect(!log.contains(secret)) }
    }
  }

  @Test func manyWrongTokensAreSlowedDownAndRightOnesAreNot() async throws {
    let fixture = try TokenFixture()
    var configuration = fixture.configuration
    configuration.loginsPerMinute = 3
    try await RunningStation.serve(configuration) { station in
      for _ in 0..<3 {
        let reply = try await station.client.act("/api/v1/login", #"{"token":"x"}"#)
        #expect(reply.status == 401)
      }
      let slowed = try await station.client.act("/api/v1/login", #"{"token":"x"}"#)
      #expect(slowed.status == 429)
      #expect((1...20).contains(Int(slowed.header("Retry-After") ?? "") ?? 0))
      let guess = ["Authorization": "Bearer kmc_guessed"]
      #expect(try await station.client.get("/api/v1/ward", guess).status == 429)
      // Old cookies are counted apart, and slowed down as well.
      for status in [401, 401, 401, 429] {
        let reply = try await station.client.get("/api/v1/ward", ["Cookie": "kmc_station=x"])
        #expect(reply.status == status)
      }
      let right = TokenFixture.bearer(fixture.view)
      #expect(try await station.client.get("/api/v1/ward", right).status == 200)
      let cookie = ["Cookie": "kmc_station=\(fixture.view.secret)"]
      #expect(try await station.client.get("/api/v1/ward", cookie).status == 200)
    }
  }
}
