import CareModel
import Configuration
import Glibc
import TestSupport
import Testing

@testable import Uplink

/// Whatever answers nothing, the wait has an end.
///
/// Bounds are wide, because other tests may hold the machine; a wait without end exceeds them.
@Suite struct SilenceTests {
  @Test(arguments: [true, false])
  func aConnectionThatIsAcceptedAndThenSilentEnds(_ withTLS: Bool) async throws {
    let (listening, port) = LocalSocket.listen()
    defer { close(listening) }
    let session = Session(port: port, tls: withTLS ? UplinkConfiguration.TLS() : nil) {
      $0.uplink.connectWithin = .seconds(0.5)
    }
    let begin = ContinuousClock.now
    let failure = await session.failure()
    #expect(failure?.reason.contains("accepted") == true, "\(failure as Any)")
    #expect(failure?.stage == (withTLS ? .tls : .login))
    #expect(ContinuousClock.now - begin < .seconds(30))
  }

  @Test func whatSpeaksAnotherLanguageIsSaid() async throws {
    let (listening, port) = LocalSocket.listen()
    defer { close(listening) }
    let session = Session(port: port) { $0.uplink.connectWithin = .seconds(1) }
    session.start()
    let file = accept(listening, nil, nil)
    let text = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)
    _ = send(file, text, text.count, Int32(MSG_NOSIGNAL))
    await session.ended()
    close(file)
    #expect(session.destination.lastFailure?.stage == .login, "\(session.events)")
  }

  @Test func nothingListens() async throws {
    let failure = await Session(port: LocalSocket.freePort()).failure()
    #expect(failure?.stage == .route)
    #expect(failure?.reason.contains("nothing listens") == true)
  }

  @Test func aNameThatIsNotThereBlocksNobody() async throws {
    let session = Session(port: 1883) { $0.uplink.host = "no-such-broker.invalid" }
    let begin = ContinuousClock.now
    session.start()
    // Whatever the resolver does, a cancelled run returns at once.
    try await Task.sleep(for: .milliseconds(50))
    await session.stop()
    #expect(ContinuousClock.now - begin < .seconds(30))
    let failure = await session.failure(within: .seconds(60))
    #expect(failure?.stage == .name, "\(failure as Any)")
  }

  @Test func aBrokerThatFallsSilentIsNoticedByTheKeepAlive() async throws {
    let broker = try Broker()
    let session = Session(port: broker.port) { $0.uplink.acknowledgeWithin = .seconds(60) }
    await session.connect()
    broker.freeze()
    await session.ended(within: .seconds(30))
    broker.thaw()
    #expect(session.destination.lastFailure?.reason.contains("silent") == true)
  }

  @Test func aMessageThatIsNotAcknowledgedEndsTheConnection() async throws {
    let broker = try Broker()
    let session = Session(port: broker.port) { $0.uplink.acknowledgeWithin = .seconds(0.5) }
    await session.connect()
    // "online" is acknowledged before the broker stands still.
    #expect(session.send(1))
    #expect(await eventually { session.acknowledged == [1] })
    broker.freeze()
    #expect(session.send(2))
    await session.ended()
    broker.thaw()
    #expect(session.destination.lastFailure?.stage == .acknowledgement)
    #expect(session.destination.lastFailure?.reason.contains("within 0.5 s") == true)
  }

  @Test func aCancelledConnectionEndsAtOnce() async throws {
    let (listening, port) = LocalSocket.listen()
    defer { close(listening) }
    let session = Session(port: port)
    session.start()
    try await Task.sleep(for: .milliseconds(100))
    let begin = ContinuousClock.now
    await session.stop()
    #expect(ContinuousClock.now - begin < .seconds(30))
  }
}
