import Configuration
import StationFixture
import TestSupport
import Testing

@testable import Station

/// Beyond this machine nobody is let in without showing something.
@Suite struct ReachTests {
  @Test(arguments: ["0.0.0.0", "::", "192.0.2.7", "hub-1.ward", "127.0.0.1.example", "127.1"])
  func anOpenAddressWithoutTokensIsRefused(_ address: String) {
    var configuration = StationConfiguration()
    configuration.address = address
    let error = #expect(throws: StationStartError.unguarded(address: address)) {
      try StationService(configuration, source: ScriptedWard()) { _ in }
    }
    #expect(error?.description.contains("add `tokens` or `tls_client_ca`") == true)
  }

  @Test(arguments: ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
  func thisMachineNeedsNone(_ address: String) throws {
    var configuration = StationConfiguration()
    configuration.address = address
    _ = try StationService(configuration, source: ScriptedWard()) { _ in }
  }

  @Test func anOpenAddressWithTokensIsServed() throws {
    let fixture = try TokenFixture()
    var configuration = fixture.configuration
    configuration.address = "0.0.0.0"
    _ = try StationService(configuration, source: ScriptedWard()) { _ in }
  }

  /// A web site whose name leads to 127.0.0.1 reaches the server, but not the ward.
  @Test(arguments: [
    ("127.0.0.1:8480", 200), ("localhost", 200), ("[::1]:8480", 200), ("LOCALHOST:1", 200),
    ("evil.example", 421), ("127.0.0.1.evil.example:8480", 421), ("192.0.2.7:8480", 421),
    ("[::1].evil.example", 421), ("127.0.0.1:80.evil.example", 421), ("[::1", 421),
  ])
  func onThisMachineOnlyItsOwnNamesAreAnswered(_ host: String, _ status: Int) async throws {
    try await RunningStation.serve { station in
      let reply = try await station.client.get("/api/v1/ward", ["Host": host])
      #expect(reply.status == status)
      #expect(reply.body.contains("K-001") == (status == 200))
    }
  }
}
