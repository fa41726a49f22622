import CareModel
import Testing

@testable import Configuration

/// The section `station` gives the values that it says.
@Suite struct StationReadingTests {
  @Test func noSectionIsNoPage() throws {
    let configuration = try ConfigurationLoader.parse(text: SmallFile.text([:]), file: "kmcd.yaml")
    #expect(configuration.station == nil)
  }

  @Test func anEmptySectionIsThisMachineAlone() throws {
    let station = try read("")
    #expect(station == StationConfiguration())
    #expect(station?.isLoopback == true && station?.isUnguarded == false)
  }

  @Test func valuesAreThoseOfTheFile() throws {
    let station = try read(
      """
      address: hub-1.ward, port: 9000, tokens: keys/t, tls_certificate: c.pem, tls_key: /etc/k,
        tls_client_ca: ca.pem, tls_client_role: view, streams_at_most: 3, connections_at_most: 9,
        acts_per_min: 5, logins_per_min: 4, body_bytes_at_most: 999, idle_s: 6, slow_after_s: 7,
        login_lasts_h: 8
      """)
    var expected = StationConfiguration()
    expected.address = "hub-1.ward"
    expected.port = 9000
    expected.tokensPath = "/etc/kmcd/keys/t"
    var tls = StationConfiguration.TLS(certificatePath: "/etc/kmcd/c.pem", keyPath: "/etc/k")
    tls.clientAuthorityPath = "/etc/kmcd/ca.pem"
    tls.clientRole = .view
    expected.tls = tls
    expected.streamsAtMost = 3
    expected.connectionsAtMost = 9
    expected.actsPerMinute = 5
    expected.loginsPerMinute = 4
    expected.bodyBytesAtMost = 999
    expected.idleAfter = .seconds(6)
    expected.slowAfter = .seconds(7)
    expected.loginLasts = .hours(8)
    #expect(station == expected)
  }

  @Test func anOpenAddressIsRefusedWithItsLine() {
    #expect(throws: ConfigurationErrors.self) { try read("address: 0.0.0.0") }
    #expect(throws: Never.self) { try read("address: 0.0.0.0, tokens: t") }
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.255.0.9", true), ("::1", true), ("localhost", true),
    ("0.0.0.0", false), ("::", false), ("127.0.0.1.example", false), ("127.0.0", false),
    ("127.0.0.256", false), ("128.0.0.1", false), ("", false),
  ])
  func onlyTheLoopbackIsThisMachine(_ address: String, _ isLoopback: Bool) {
    var station = StationConfiguration()
    station.address = address
    #expect(station.isLoopback == isLoopback)
  }

  private func read(_ keys: String) throws -> StationConfiguration? {
    try ConfigurationLoader.parse(
      text: SmallFile.text([13: "station: {\(keys)}"]), file: "/etc/kmcd/kmcd.yaml"
    ).station
  }
}
