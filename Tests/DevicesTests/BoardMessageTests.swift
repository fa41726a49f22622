import CareModel
import Testing
import WireProtocol

@testable import Devices

@Suite struct BoardMessageTests {
  static let header = BoardHeader(
    kind: .skinProbe, serial: SerialNumber(2_601_150_902), bootCounter: 4,
    uptimeMilliseconds: 90_000)

  static let messages: [BoardMessage] = {
    var reading = Reading()
    reading.temperature = .value(Celsius(36.41))
    reading.battery = .invalid(.busFault)
    var identity = BoardIdentity()
    identity.firmwareVersion = "1.4.2 beta"
    identity.hardwareRevision = 3
    identity.highestVersion = 1
    identity.measured = [.temperature, .battery]
    identity.reportPeriod = .seconds(5)
    identity.historyPeriod = .seconds(10)
    identity.historyCapacity = 86_400
    let stored = StoredRecords(oldest: 7, newest: .max)
    return [
      .report(Reading(), stored: nil), .report(reading, stored: stored),
      .identity(BoardIdentity()), .identity(identity),
      .historyRecord(
        HistoryRecord(cursor: 9, bootCounter: 3, uptimeMilliseconds: .max, reading: reading)),
      .historyRecord(
        HistoryRecord(
          cursor: 0, bootCounter: 0, uptimeMilliseconds: 0, reading: Reading(), stored: stored)),
      .historyEnd(HistoryEnd()), .historyEnd(HistoryEnd(stored: stored, recordsLost: 12)),
      .selfTest([]),
      .selfTest([
        SelfTestResult(test: 1, outcome: .passed), SelfTestResult(test: 2, outcome: .failed),
        SelfTestResult(test: 3, outcome: .init(rawValue: 9)),
      ]),
      .done, .refused(Refusal(command: .setPeriod, reason: .badArgument)),
      .unknown(MessageType(rawValue: 0x60)),
    ]
  }()

  @Test(arguments: messages, [nil, 0, 65_535] as [UInt16?])
  func messageComesBack(message: BoardMessage, answering: UInt16?) throws {
    let frame = try message.frame(
      from: Self.header, address: 3, sequence: 8, answering: answering)
    var decoder = FrameDecoder(accepting: .fromBoard)
    let arrived = try #require(try decoder.push(FrameEncoder.encode(frame)).first?.get())
    let board = try #require(BoardFrame(arrived))
    #expect(board.message == message)
    #expect(board.answering == answering)
    #expect(board.header == Self.header)
    #expect(board.notes.isClean)
  }

  @Test(arguments: [MessageType.report, .historyRecord])
  func readingOfAnUnknownKind(type: MessageType) throws {
    var header = Self.header
    header.kind = DeviceKind(rawValue: 0x80)
    let frame = Frame(messageType: type, address: 0, sequence: 0, origin: .board(header))
    #expect(BoardFrame(frame)?.message == .unknownKind(header.kind))
  }

  @Test(
    arguments: [
      (.historyRecord, [], .recordCursor), (.historyRecord, [.recordCursor], .recordBoot),
      (.historyRecord, [.recordCursor, .recordBoot], .recordUptime),
      (.selfTestResult, [], .selfTestResults), (.refused, [], .refused),
    ] as [(MessageType, [FieldTag], FieldTag)])
  func messageWithoutWhatItNeeds(type: MessageType, has: [FieldTag], missing: FieldTag) throws {
    var fields = FieldList()
    for tag in has { fields.append(tag, integer: UInt32(1)) }
    let frame = Frame(
      messageType: type, address: 0, sequence: 0, origin: .board(Self.header), fields: fields)
    #expect(BoardFrame(frame)?.message == .incomplete(type, missing: missing))
  }

  @Test func cursorsInTheWrongOrderAreNoRange() throws {
    var fields = FieldList()
    fields.append(.oldestCursor, integer: UInt32(9))
    fields.append(.newestCursor, integer: UInt32(8))
    let frame = Frame(
      messageType: .report, address: 0, sequence: 0, origin: .board(Self.header), fields: fields)
    #expect(BoardFrame(frame)?.message == .report(Reading(), stored: nil))
  }

  @Test(arguments: [[0x1B, 0x5B], [0xC3, 0xA9], [0x0A]] as [[UInt8]])
  func firmwareVersionThatIsNoPlainText(bytes: [UInt8]) throws {
    var fields = FieldList()
    try fields.append(.firmwareVersion, bytes: bytes)
    let frame = Frame(
      messageType: .identity, address: 0, sequence: 0, origin: .board(Self.header),
      fields: fields)
    let board = try #require(BoardFrame(frame))
    #expect(board.message == .identity(BoardIdentity()))
    #expect(board.notes.implausibleValues == 1)
  }

  @Test func gatewaysOwnFrameIsNoBoardFrame() {
    #expect(
      BoardFrame(GatewayCommand.poll.frame(to: SerialNumber(0), address: 1, sequence: 0)) == nil)
  }
}
