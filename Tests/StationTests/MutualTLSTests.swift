import Configuration
import Glibc
import NIOSSL
import StationFixture
import TestSupport
import Testing

@testable import Station

/// With an authority for clients, nobody gets as far as a request without its certificate.
@Suite struct MutualTLSTests {
  private struct Setting {
    var certificates: Certificates
    var configuration: StationConfiguration

    init(asksForCertificate: Bool) throws {
      let certificates = try Certificates(try Scratch())
      try certificates.make("server", for: "IP:127.0.0.1")
      try certificates.make("nurse", for: "DNS:nurse")
      try certificates.authority("other")
      try certificates.make("stranger", for: "DNS:stranger", signedBy: "other")
      var tls = StationConfiguration.TLS(
        certificatePath: certificates.path("server"), keyPath: certificates.key("server"))
      if asksForCertificate { tls.clientAuthorityPath = certificates.path("ca") }
      tls.clientRole = .view
      configuration = StationConfiguration()
      configuration.tls = tls
      self.certificates = certificates
    }

    func client(_ port: Int, showing name: String?) throws -> StationClient {
      var settings = TLSConfiguration.makeClientConfiguration()
      settings.trustRoots = .file(certificates.path("ca"))
      settings.certificateVerification = .noHostnameVerification
      if let name {
        settings.certificateChain = try NIOSSLCertificate.fromPEMFile(certificates.path(name))
          .map { .certificate($0) }
        settings.privateKey = .privateKey(
          try NIOSSLPrivateKey(file: certificates.key(name), format: .pem))
      }
      var client = StationClient(port: port)
      client.tls = try NIOSSLContext(configuration: settings)
      return client
    }
  }

  @Test func onlyCertificatesOfTheAuthorityAreLetIn() async throws {
    let setting = try Setting(asksForCertificate: true)
    try await RunningStation.serve(setting.configuration) { station in
      let port = station.client.port
      let nurse = try setting.client(port, showing: "nurse")
      #expect(try await nurse.get("/api/v1/ward").status == 200)
      // The role of certificates is `view` here.
      #expect(try await nurse.act("/api/v1/alarm-test", #"{"by":"n"}"#).status == 403)
      #expect(station.audits.first?.access == "certificate")
      for name in ["stranger", nil] {
        let stranger = try setting.client(port, showing: name)
        await #expect(throws: (any Error).self) { try await stranger.get("/api/v1/ward") }
      }
      await #expect(throws: (any Error).self) { try await station.client.get("/healthz") }
    }
  }

  @Test func aCookieOverTLSNeverGoesInTheClear() async throws {
    let tokens = try TokenFixture()
    var setting = try Setting(asksForCertificate: false)
    setting.configuration.tokensPath = tokens.path
    let certificates = setting
    try await RunningStation.serve(setting.configuration) { station in
      let client = try certificates.client(station.client.port, showing: nil)
      let origin = ["Origin": "https://127.0.0.1:\(station.client.port)"]
      let reply = try await client.act(
        "/api/v1/login", #"{"token":"\#(tokens.act.secret)"}"#, origin)
      #expect(reply.status == 200)
      #expect(reply.header("Set-Cookie")?.hasSuffix("; Secure") == true)
    }
  }

  @Test func aKeyThatOthersMayReadIsRefused() throws {
    let setting = try Setting(asksForCertificate: true)
    let key = setting.certificates.key("server")
    #expect(chmod(key, 0o640) == 0)
    let error = #expect(throws: StationStartError.self) {
      try StationService(setting.configuration, source: ScriptedWard()) { _ in }
    }
    #expect(error?.description.contains("chmod 600 \(key)") == true)
  }
}
