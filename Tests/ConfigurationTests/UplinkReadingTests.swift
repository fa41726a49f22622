import CareModel
import Testing

@testable import Configuration

/// The section `uplink` gives the values that it says.
@Suite struct UplinkReadingTests {
  @Test func noSectionIsNoUplink() throws {
    let configuration = try ConfigurationLoader.parse(text: SmallFile.text([:]), file: "kmcd.yaml")
    #expect(configuration.uplink == nil)
  }

  @Test func aHostAloneHasEveryDefault() throws {
    #expect(try read("host: broker") == UplinkConfiguration(host: "broker"))
  }

  @Test func valuesAreThoseOfTheFile() throws {
    let uplink = try read(
      """
      host: 192.0.2.7, port: 8884, tls_ca: ca.pem, tls_certificate: /etc/hub.pem,
        tls_key: keys/hub.key, systemd_credential: uplink, keep_alive_s: 10, connect_within_s: 2.5,
        acknowledge_within_s: 7, session_expiry_h: 0, in_flight: 5, retry_first_s: 0.5,
        retry_at_most_s: 9, backlog_per_s: 2000, live_within_min: 3, kept_days: 7, kept_mb: 64, health_period_s: 15,
        readings: on, home_assistant: on, home_assistant_prefix: ha
      """)
    var expected = UplinkConfiguration(host: "192.0.2.7")
    expected.port = 8884
    expected.tls = UplinkConfiguration.TLS(
      authorityPath: "/etc/kmcd/ca.pem",
      client: UplinkConfiguration.ClientCertificate(
        certificatePath: "/etc/hub.pem", keyPath: "/etc/kmcd/keys/hub.key"))
    expected.credentials = .systemd(name: "uplink")
    expected.keepAlive = .seconds(10)
    expected.connectWithin = .seconds(2.5)
    expected.acknowledgeWithin = .seconds(7)
    expected.sessionExpiry = .zero
    expected.inFlight = 5
    expected.retryFirst = .seconds(0.5)
    expected.retryAtMost = .seconds(9)
    expected.backlogPerSecond = 2000
    expected.liveWithin = .minutes(3)
    expected.keptDays = 7
    expected.keptMegabytes = 64
    expected.healthPeriod = .seconds(15)
    expected.sendsReadings = true
    expected.tellsHomeAssistant = true
    expected.homeAssistantPrefix = "ha"
    #expect(uplink == expected)
  }

  @Test func aFileOfCredentialsBeginsInTheFolder() throws {
    #expect(try read("host: b, credentials: c")?.credentials == .file(path: "/etc/kmcd/c"))
    #expect(try read("host: b, port: 1883, tls: off")?.tls == nil)
  }

  private func read(_ keys: String) throws -> UplinkConfiguration? {
    try ConfigurationLoader.parse(
      text: SmallFile.text([13: "uplink: {\(keys)}"]), file: "/etc/kmcd/kmcd.yaml"
    ).uplink
  }
}
