import Foundation
import TestSupport
import Testing

/// Brokers with which something is wrong: said in words, few of them, and outlived.
@Suite(.timeLimit(.minutes(2))) struct UplinkFaultTests {
  /// What a fault is made of, and its end.
  private struct Fault {
    var broker: Broker
    var recorderPort: Int?
    var recorderOptions: [String] = []
    var port: Int
    var keys: [String: String] = [:]
    /// Of the words that `status` has for it.
    var words: String
    var mend: () async throws -> Void
  }

  /// Long enough for many attempts, which begin a tenth of a second apart.
  private static let length = Duration.seconds(6)

  /// The daemon meets the fault, says what it is, and sends everything when it is over.
  private func outlive(_ fault: Fault) async throws {
    let recorder = try await UplinkRecorder(
      fault.broker, port: fault.recorderPort, options: fault.recorderOptions)
    try await Bedside.with { bedside in
      let daemon = try await bedside.start(
        bedside.configuration(uplinkPort: fault.port, fault.keys))
      let stirring = bedside.stirBatteries()
      let told = try await bedside.status("told of the fault") {
        $0.uplink?.text.contains(fault.words) == true
      }
      #expect(told.uplink?.connected == false)
      try await Task.sleep(for: Self.length)
      #expect(daemon.isRunning)
      let lines = Bedside.uplinkLines(daemon)
      #expect((1...10).contains(lines.count), "\(lines.joined(separator: "\n"))")
      #expect(lines.contains { $0.contains(fault.words) }, "\(lines)")
      try await fault.mend()
      #expect(await eventually { recorder.bodies(of: "alarm").count >= 4 })
      stirring.cancel()
      await stirring.value
      let stored = try await bedside.endWithEverythingSent(daemon)
      stored.expectExactly(recorder.heard)
      #expect(!daemon.errors.contains("hidden"), "a secret is in the log")
    }
    recorder.stop()
  }

  @Test func acknowledgementsThatAreLost() async throws {
    let broker = try Broker()
    let proxy = MeddlingProxy(to: broker.port)
    proxy.loseAcknowledgements(.max)
    try await outlive(
      Fault(
        broker: broker, port: proxy.port, keys: ["acknowledge_within_s": "1"],
        words: "within 1 s", mend: { proxy.loseAcknowledgements(0) }))
    #expect(proxy.lost > 0)
  }

  /// One lost answer costs a repeat, and nothing else.
  @Test func oneAcknowledgementThatIsLost() async throws {
    let broker = try Broker()
    let recorder = try await UplinkRecorder(broker)
    let proxy = MeddlingProxy(to: broker.port)
    try await Bedside.with { bedside in
      let daemon = try await bedside.start(
        bedside.configuration(uplinkPort: proxy.port, ["acknowledge_within_s": "1"]))
      _ = try await bedside.status("connected") { $0.uplink?.connected == true }
      let stirring = bedside.stirBatteries()
      #expect(await eventually { recorder.bodies(of: "alarm").count >= 2 })
      proxy.loseAcknowledgements(1)
      #expect(await eventually { StoredMessages.repeats(in: recorder.heard) >= 1 })
      stirring.cancel()
      await stirring.value
      let stored = try await bedside.endWithEverythingSent(daemon)
      stored.expectExactly(recorder.heard)
      #expect(proxy.lost == 1)
    }
    recorder.stop()
  }

  @Test func aConnectionThatIsAcceptedAndThenSilent() async throws {
    let broker = try Broker()
    let proxy = MeddlingProxy(to: broker.port)
    proxy.mute()
    try await outlive(
      Fault(
        broker: broker, port: proxy.port, keys: ["connect_within_s": "1"],
        words: "accepted", mend: { proxy.mute(false) }))
  }

  @Test func aCertificateThatHasExpired() async throws {
    let scratch = try Scratch()
    let certificates = try Certificates(scratch)
    try certificates.make("server", for: "IP:127.0.0.1", days: -1)
    let plain = LocalSocket.freePort()
    let broker = try Broker(
      [
        "certfile \(certificates.path("server"))", "keyfile \(certificates.key("server"))",
        "allow_anonymous true", "listener \(plain) 127.0.0.1",
      ], scratch: scratch)
    try await outlive(
      Fault(
        broker: broker, recorderPort: plain, port: broker.port,
        keys: ["tls": "on", "tls_ca": certificates.path("ca")],
        words: "the broker's certificate has expired",
        mend: {
          try certificates.make("server", for: "IP:127.0.0.1")
          broker.reload()
        }))
  }

  @Test func aPasswordThatIsWrong() async throws {
    let scratch = try Scratch()
    try Child.run(
      "mosquitto_passwd", ["-b", "-c", scratch.path("passwords"), "hub", "hidden"],
      output: scratch.path("passwd.log"))
    let file = try scratch.write("credentials", "user: hub\npassword: not hidden\n")
    let broker = try Broker(
      ["allow_anonymous false", "password_file \(scratch.path("passwords"))"], scratch: scratch)
    try await outlive(
      Fault(
        broker: broker, recorderOptions: ["-u", "hub", "-P", "hidden"], port: broker.port,
        keys: ["credentials": file], words: "password",
        mend: { try scratch.write("credentials", "user: hub\npassword: hidden\n") }))
  }
}
