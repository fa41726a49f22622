import Configuration
import TestSupport
import Testing

@testable import Uplink

/// What a broker refuses: logins in plain words, messages for good without a stop of the others.
@Suite struct RefusalTests {
  private static func withPassword(_ credentials: String) throws -> (Broker, String) {
    let scratch = try Scratch()
    try Child.run(
      "mosquitto_passwd", ["-b", "-c", scratch.path("passwords"), "hub", "right secret"],
      output: scratch.path("passwd.log"))
    let file = try scratch.write("credentials", credentials)
    let broker = try Broker(
      ["allow_anonymous false", "password_file \(scratch.path("passwords"))"], scratch: scratch)
    return (broker, file)
  }

  @Test func theRightPasswordIsLetIn() async throws {
    let (broker, file) = try Self.withPassword("# the ward's\nuser: hub\npassword: right secret\n")
    let session = Session(port: broker.port) { $0.uplink.credentials = .file(path: file) }
    #expect(await session.connect() == 20)
    await session.stop()
  }

  @Test(arguments: ["user: hub\npassword: wrong\n", "user: hub\n", "user: nobody\npassword: x\n"])
  func aWrongPasswordIsSaidInPlainWords(_ credentials: String) async throws {
    let (broker, file) = try Self.withPassword(credentials)
    let session = Session(port: broker.port) { $0.uplink.credentials = .file(path: file) }
    let failure = await session.failure()
    #expect(failure?.stage == .login)
    #expect(failure?.reason == "the broker refuses user and password")
    let reason = failure?.description ?? ""
    #expect(session.events == [.disconnected(reason: reason)])
    #expect(!reason.contains("wrong") && !reason.contains("nobody"))
  }

  @Test func aMissingUserIsSaidInPlainWords() async throws {
    let (broker, _) = try Self.withPassword("")
    let failure = await Session(port: broker.port).failure()
    #expect(failure?.reason == "the broker asks for a user and a password")
  }

  /// This broker answers with the reason and then hangs up: the rest goes over the next connection.
  @Test func aTopicThatIsNotAllowedIsRefusedForGoodAndBlocksNothing() async throws {
    let scratch = try Scratch()
    let list = try scratch.write(
      "acl", "topic readwrite kmc/v1/s1/w1/h1/day\ntopic readwrite kmc/v1/s1/w1/h1/state\n")
    let broker = try Broker(["allow_anonymous true", "acl_file \(list)"], scratch: scratch)
    let session = Session(port: broker.port)
    await session.connect()
    #expect(session.send(1))
    #expect(session.send(2, "session"))
    await session.ended()
    #expect(session.acknowledged == [1])
    #expect(session.refused[2]?.contains("publish on the topic") == true)
    #expect(session.destination.lastFailure?.stage == .publish)
    await session.connect()
    #expect(session.send(3))
    #expect(await eventually { session.acknowledged == [3] })
    await session.stop()
  }

  /// No queue sets it aside: sent again at each connection, it would end each.
  @Test func aTopicBesideTheQueueThatIsNotAllowedIsLeftOut() async throws {
    let scratch = try Scratch()
    let list = try scratch.write(
      "acl", "topic readwrite kmc/v1/s1/w1/h1/day\ntopic readwrite kmc/v1/s1/w1/h1/state\n")
    let broker = try Broker(["allow_anonymous true", "acl_file \(list)"], scratch: scratch)
    let session = Session(port: broker.port)
    await session.connect()
    #expect(session.send(-1, "/homeassistant/sensor/a/config"))
    await session.ended()
    #expect(session.notices.count == 1, "\(session.notices)")
    #expect(session.notices.first?.contains("`/homeassistant`") == true)
    await session.connect()
    #expect(session.send(-2, "/homeassistant/sensor/b/config"))
    #expect(session.send(4))
    #expect(await eventually { session.acknowledged == [4] })
    #expect(session.send(-3, "day"), "another topic is not left out")
    try await Task.sleep(for: .milliseconds(500))
    #expect(session.refused.isEmpty && session.notices.count == 1)
    #expect(!session.events.contains { if case .disconnected = $0 { true } else { false } })
    await session.stop()
  }

  @Test func aStateTopicThatIsNotAllowedIsSaid() async throws {
    let scratch = try Scratch()
    let list = try scratch.write("acl", "topic readwrite kmc/v1/s1/w1/h1/day\n")
    let broker = try Broker(["allow_anonymous true", "acl_file \(list)"], scratch: scratch)
    let session = Session(port: broker.port)
    await session.connect()
    await session.ended()
    #expect(session.destination.lastFailure?.reason.contains("`online` on kmc/v1") == true)
    #expect(session.destination.lastFailure?.advice.contains("kmc/v1/s1/w1/h1/#") == true)
    #expect(session.notices.count == 1)
  }

  @Test func aMessageLargerThanTheBrokerSaysIsRefusedForGood() async throws {
    let broker = try Broker(["allow_anonymous true", "max_packet_size 2000"])
    let session = Session(port: broker.port)
    await session.connect()
    #expect(session.send(1))
    #expect(session.send(2, "day", String(repeating: "x", count: 5000)))
    #expect(session.send(3))
    #expect(await eventually { session.acknowledged == [1, 3] && session.refused.count == 1 })
    #expect(session.refused[2]?.contains("larger than the broker takes") == true)
    #expect(!session.hasReturned)
    await session.stop()
  }

  @Test func aMessageThatTheBrokerFindsTooLargeIsRefusedForGood() async throws {
    let broker = try Broker(["allow_anonymous true", "message_size_limit 1500"])
    let session = Session(port: broker.port)
    await session.connect()
    #expect(session.send(1))
    #expect(session.send(2, "day", String(repeating: "x", count: 5000)))
    await session.ended()
    #expect(session.acknowledged == [1])
    #expect(session.refused[2]?.contains("larger than the broker takes") == true)
  }

  @Test func aTopicThatCannotBeIsRefusedForGood() async throws {
    let broker = try Broker()
    let session = Session(port: broker.port)
    await session.connect()
    #expect(session.send(1, "day/+"))
    #expect(session.send(2))
    #expect(await eventually { session.acknowledged == [2] })
    #expect(session.refused[1]?.contains("topic") == true)
    await session.stop()
  }

  @Test(
    arguments: [
      (0x00, true, true), (0x10, true, true), (0x87, false, true), (0x90, false, true),
      (0x95, false, true), (0x99, false, true), (0x80, false, false), (0x83, false, false),
      (0x91, false, false), (0x97, false, false),
    ] as [(UInt8, Bool, Bool)])
  func everyAnswerHasItsMeaning(_ code: UInt8, _ isTaken: Bool, _ isFinal: Bool) {
    switch PublishAnswer(code: code, text: "why") {
    case .taken: #expect(isTaken)
    case .refusedForGood(let reason): #expect(!isTaken && isFinal && reason.contains("why"))
    case .notNow(let reason): #expect(!isTaken && !isFinal && reason.contains("why"))
    }
  }

  @Test func everyLoginRefusalHasWordsAndAdvice() {
    for code in (0x80...0x9F).map({ UInt8($0) }) {
      let failure = LoginAnswer.failure(code: code, text: nil, hasUser: true)
      #expect(failure.stage == .login && !failure.reason.isEmpty && !failure.advice.isEmpty)
      #expect(LoginAnswer.farewell(code: code).stage == .connection)
    }
  }
}
