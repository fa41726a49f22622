import Configuration
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Uplink

/// `kmcd uplink test` finds the step that does not work, and says what to do.
@Suite struct UplinkProbeTests {
  private func probe(_ settings: MQTTSettings) async -> [UplinkProbeStep] {
    await UplinkProbe(settings, mark: "1").run()
  }

  private func failed(_ steps: [UplinkProbeStep]) -> [UplinkProbeStep.Kind] {
    steps.filter(UplinkProbe.isFailed).map(\.kind)
  }

  /// The steps that were not tried are those after the one that failed.
  private func check(_ steps: [UplinkProbeStep], fails kind: UplinkProbeStep.Kind) {
    #expect(failed(steps) == [kind], "\(steps)")
    #expect(steps.map(\.kind) == UplinkProbeStep.Kind.allCases)
    let after = steps.drop { $0.kind != kind }.dropFirst()
    #expect(after.allSatisfy { $0.result == .untried })
    #expect(steps.allSatisfy { !$0.description.contains("hidden") })
  }

  @Test func everyStepWorks() async throws {
    let scratch = try Scratch()
    let certificates = try Certificates(scratch)
    try certificates.make("server", for: "IP:127.0.0.1")
    try Child.run(
      "mosquitto_passwd", ["-b", "-c", scratch.path("passwords"), "hub", "hidden"],
      output: scratch.path("passwd.log"))
    let file = try scratch.write("credentials", "user: hub\npassword: hidden\n")
    let broker = try Broker(
      [
        "certfile \(certificates.path("server"))", "keyfile \(certificates.key("server"))",
        "allow_anonymous false", "password_file \(scratch.path("passwords"))",
      ], scratch: scratch)
    let tls = UplinkConfiguration.TLS(authorityPath: certificates.path("ca"))
    let settings = Session.settings(port: broker.port, tls: tls) {
      $0.uplink.credentials = .file(path: file)
    }
    // The gateway itself runs meanwhile, and is not disturbed.
    let gateway = Session(settings)
    await gateway.connect()
    let steps = await probe(settings)
    #expect(steps.map(\.kind) == UplinkProbeStep.Kind.allCases)
    for step in steps {
      if case .good = step.result { continue }
      Issue.record("\(step)")
    }
    #expect(!gateway.hasReturned)
    await gateway.stop()

    try scratch.write("credentials", "user: hub\npassword: wrong hidden\n")
    check(await probe(settings), fails: .login)
    try scratch.write("credentials", "user: hub\npassword: hidden\n", mode: 0o644)
    check(await probe(settings), fails: .credentials)
  }

  @Test func theStepThatFailsIsFound() async throws {
    let scratch = try Scratch()
    let certificates = try Certificates(scratch)
    try certificates.make("server", for: "DNS:other.example")
    let encrypted = try Broker(certificates.broker(showing: "server"), scratch: scratch)
    let tls = UplinkConfiguration.TLS(authorityPath: certificates.path("ca"))
    check(await probe(Session.settings(port: encrypted.port, tls: tls)), fails: .tls)
    check(await probe(Session.settings(port: LocalSocket.freePort())), fails: .route)
    let (listening, port) = LocalSocket.listen()
    defer { close(listening) }
    check(
      await probe(Session.settings(port: port) { $0.uplink.connectWithin = .seconds(0.5) }),
      fails: .login)
  }

  @Test func aNameThatIsNotThereIsFound() async throws {
    let settings = Session.settings(port: 1883) { $0.uplink.host = "no-such-broker.invalid" }
    check(await probe(settings), fails: .name)
  }

  @Test func aTopicThatIsNotAllowedIsFound() async throws {
    let scratch = try Scratch()
    let list = try scratch.write("acl", "topic readwrite elsewhere\n")
    let broker = try Broker(["allow_anonymous true", "acl_file \(list)"], scratch: scratch)
    check(await probe(Session.settings(port: broker.port)), fails: .publish)
  }

  @Test func aMissingAcknowledgementIsFound() async throws {
    let broker = try Broker()
    let proxy = MeddlingProxy(to: broker.port)
    proxy.loseAcknowledgements(1)
    let steps = await probe(
      Session.settings(port: proxy.port) { $0.uplink.acknowledgeWithin = .seconds(0.5) })
    check(steps, fails: .acknowledgement)
  }

  @Test func stepsAreTheirOwnLines() {
    let step = UplinkProbeStep(
      kind: .route, result: .failed(reason: "nothing listens", advice: "start it"))
    #expect(step.description == "FAILED  route: nothing listens\n        -> start it")
    #expect(
      UplinkProbeStep(kind: .tls, result: .untried).description == "?       encryption: not tried")
  }
}
