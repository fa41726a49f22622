import StationFixture
import Testing

@testable import Station

/// A foreign web site cannot act through a nurse's browser.
@Suite struct ForgeryTests {
  @Test(arguments: [
    (["X-KMC-Act": ""], 403), (["X-KMC-Act": "0"], 403),
    (["Content-Type": "text/plain"], 415), (["Content-Type": ""], 415),
    (["Content-Type": "application/x-www-form-urlencoded"], 415),
    (["Origin": "http://evil.example"], 403), (["Origin": "null"], 403),
    (["Origin": "https://127.0.0.1:PORT"], 403), (["Origin": "http://127.0.0.1:1"], 403),
    (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
    (["Origin": "http://127.0.0.1:PORT", "Sec-Fetch-Site": "same-origin"], 200),
    (["Content-Type": "application/json; charset=utf-8"], 200), ([:], 200),
  ])
  func onlyThePageItselfActs(_ headers: [String: String], _ status: Int) async throws {
    try await RunningStation.serve { station in
      let headers = headers.mapValues {
        $0.replacing("PORT", with: "\(station.client.port)")
      }
      let reply = try await station.client.act("/api/v1/alarm-test", #"{"by":"n"}"#, headers)
      #expect(reply.status == status)
      #expect(station.ward.actions.count == (status == 200 ? 1 : 0))
    }
  }

  @Test func noGetActs() async throws {
    try await RunningStation.serve { station in
      for path in ["alarms/acknowledge", "alarms/pause", "standby", "alarm-test", "login"] {
        let reply = try await station.client.get("/api/v1/\(path)", ["X-KMC-Act": "1"])
        #expect(reply.status == 404, "\(path)")
      }
      #expect(station.ward.actions.isEmpty)
    }
  }
}
