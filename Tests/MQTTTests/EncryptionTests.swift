import CareModel
import Configuration
import TestSupport
import Testing

@testable import Uplink

/// TLS with a real broker: what is let through, and every refusal in plain words.
@Suite struct EncryptionTests {
  private let scratch: Scratch
  private let certificates: Certificates
  private var tls: UplinkConfiguration.TLS

  init() throws {
    scratch = try Scratch()
    certificates = try Certificates(scratch)
    try certificates.make("server", for: "IP:127.0.0.1")
    tls = UplinkConfiguration.TLS(authorityPath: certificates.path("ca"))
  }

  @Test func aGoodCertificateIsLetThrough() async throws {
    let broker = try Broker(certificates.broker(showing: "server"), scratch: scratch)
    let session = Session(port: broker.port, tls: tls)
    #expect(await session.connect() == 20)
    for number in 1...300 as ClosedRange<Int64> {
      #expect(
        await eventually {
          session.send(number, "day", String(repeating: "x", count: 3000))
        })
    }
    #expect(await eventually { session.acknowledged == Array(1...300) })
    await session.stop()
  }

  @Test(arguments: [
    ("expired", "the broker's certificate has expired"),
    ("other-name", "the broker's certificate is not for the name `127.0.0.1`"),
    ("other-authority", "signed by an authority that is not known here"),
  ])
  func aBadCertificateIsRefusedAndSaidWhy(_ name: String, _ words: String) async throws {
    switch name {
    case "expired": try certificates.make(name, for: "IP:127.0.0.1", days: -1)
    case "other-name": try certificates.make(name, for: "DNS:other.example")
    default:
      try certificates.authority("other")
      try certificates.make(name, for: "IP:127.0.0.1", signedBy: "other")
    }
    let broker = try Broker(certificates.broker(showing: name), scratch: scratch)
    let failure = await Session(port: broker.port, tls: tls).failure()
    #expect(failure?.stage == .tls)
    #expect(failure?.reason.contains(words) == true, "\(String(describing: failure))")
  }

  @Test func anAuthorityOfTheSystemIsLookedForWithoutOne() async throws {
    let broker = try Broker(certificates.broker(showing: "server"), scratch: scratch)
    let failure = await Session(port: broker.port, tls: UplinkConfiguration.TLS()).failure()
    #expect(
      failure?.reason.contains("authority that is not known") == true, "\(failure as Any)")
  }

  @Test func aClientCertificateIsAskedForAndShown() async throws {
    let lines =
      certificates.broker(showing: "server") + [
        "cafile \(certificates.path("ca"))", "require_certificate true",
      ]
    let broker = try Broker(lines, scratch: scratch)
    let without = await Session(port: broker.port, tls: tls).failure()
    #expect(without?.stage == .tls)
    #expect(without?.reason == "the broker asks for a certificate of the gateway")

    try certificates.make("hub", for: "DNS:hub")
    var shown = tls
    shown.client = UplinkConfiguration.ClientCertificate(
      certificatePath: certificates.path("hub"), keyPath: certificates.key("hub"))
    let session = Session(port: broker.port, tls: shown)
    #expect(await session.connect() == 20, "\(String(describing: session.destination.lastFailure))")
    await session.stop()

    try certificates.make("old", for: "DNS:hub", days: -1)
    shown.client = UplinkConfiguration.ClientCertificate(
      certificatePath: certificates.path("old"), keyPath: certificates.key("old"))
    let expired = await Session(port: broker.port, tls: shown).failure()
    #expect(
      expired?.reason.contains("gateway's certificate has expired") == true, "\(expired as Any)")
  }

  @Test func filesOfNoUseAreSaid() async throws {
    let broker = try Broker(certificates.broker(showing: "server"), scratch: scratch)
    try certificates.make("hub", for: "DNS:hub")
    try certificates.make("second", for: "DNS:hub")
    let empty = try scratch.write("empty", "")
    let open = try scratch.write("open.key", scratch.text("hub.key"), mode: 0o640)
    func failure(_ ca: String, _ certificate: String, _ key: String) async -> String {
      let files = UplinkConfiguration.TLS(
        authorityPath: ca,
        client: UplinkConfiguration.ClientCertificate(
          certificatePath: certificate, keyPath: key))
      return await Session(port: broker.port, tls: files).failure()?.reason ?? "none"
    }
    let ca = certificates.path("ca")
    let (hub, key) = (certificates.path("hub"), certificates.key("hub"))
    #expect(await failure(scratch.path("none"), hub, key).contains("No such file"))
    #expect(await failure(empty, hub, key).contains("`tls_ca` holds no certificate"))
    #expect(await failure(ca, empty, key).contains("`tls_certificate` holds no certificate"))
    #expect(await failure(ca, hub, empty).contains("holds no key"))
    #expect(await failure(ca, hub, certificates.key("second")).contains("not the key of"))
    #expect(await failure(ca, hub, open).contains("has mode 0640"))
  }

  @Test func aKeyWithAPasswordIsRefusedWithoutAQuestion() async throws {
    let broker = try Broker(certificates.broker(showing: "server"), scratch: scratch)
    try certificates.make("hub", for: "DNS:hub")
    try Child.run(
      "openssl",
      [
        "pkey", "-in", certificates.key("hub"), "-aes256", "-passout", "pass:x", "-out",
        scratch.path("locked.key"),
      ], output: scratch.path("pkey.log"))
    var locked = tls
    locked.client = UplinkConfiguration.ClientCertificate(
      certificatePath: certificates.path("hub"), keyPath: scratch.path("locked.key"))
    let failure = await Session(port: broker.port, tls: locked).failure()
    #expect(failure?.reason.contains("holds no key") == true, "\(failure as Any)")
  }

  @Test func aPortWithoutTLSIsSaid() async throws {
    let broker = try Broker(["allow_anonymous true"], scratch: scratch)
    let failure = await Session(port: broker.port, tls: tls).failure()
    #expect(failure?.stage == .tls, "\(failure as Any)")
    #expect(failure?.advice.contains("port") == true, "\(failure as Any)")
  }

  @Test func aPortWithTLSIsSaid() async throws {
    let broker = try Broker(certificates.broker(showing: "server"), scratch: scratch)
    let failure = await Session(port: broker.port).failure()
    #expect(failure?.stage == .login, "\(failure as Any)")
    #expect(failure?.advice.contains("tls: on") == true)
  }
}
