import CareModel
import Devices
import WireProtocol

/// Whose turn it is on a line that several boards share; one question is out at a time.
///
/// Times are those of the protocol document: turn-around, time-outs, tries, and absent boards.
struct PollCycle: Sendable {
  struct Request: Hashable, Sendable {
    var address: UInt8
    var command: GatewayCommand
  }

  enum Turn: Hashable, Sendable {
    case ask(Request)
    /// No answer in all tries; `isNew` where the board was there before.
    case gaveUp(Request, isNew: Bool)
  }

  private struct Outstanding: Sendable {
    var request: Request
    var tries: Int
    /// The sequence number that the question went out with.
    var sequence: UInt16?
    /// Zero where whoever has the address was asked.
    var target = SerialNumber(0)
    var askedAt: Instant
    /// When the question's last bit is out.
    var saidBy: Instant
    var until: Instant
  }

  private struct Again: Sendable {
    var request: Request
    var tries: Int
  }

  private let addresses: [UInt8]
  private let period: TimeLength
  private let millisecondsPerByte: Double
  private var queued: [Request] = []
  private var outstanding: Outstanding?
  /// A question without an answer, which is asked once more after the pause.
  private var again: Again?
  private var cycleDue = Instant.distantFuture
  private var quietUntil = Instant.zero
  private var absentUntil: [UInt8: Instant] = [:]

  /// The page's 2 ms, and what a timer may be early.
  private static let turnAround = TimeLength(milliseconds: 4)
  private static let answerStart = TimeLength(milliseconds: 50)
  private static let tries = 3
  private static let absentFor = TimeLength.seconds(10)
  /// With the zero before it.
  private static let longestFrameBytes = 256
  private static let pollBytes = 20

  init(addresses: [UInt8], period: TimeLength, baud: Int) {
    self.addresses = addresses
    self.period = period
    // Ten bits a byte.
    millisecondsPerByte = 10_000 / Double(max(1, baud))
  }

  mutating func start(at now: Instant) {
    queued = []
    outstanding = nil
    again = nil
    absentUntil = [:]
    cycleDue = now
    quietUntil = now
  }

  /// Asks nobody until the line is open again.
  mutating func stop() {
    queued = []
    outstanding = nil
    again = nil
    cycleDue = .distantFuture
  }

  /// When `next` wants to be asked.
  var deadline: Instant {
    if let outstanding { return outstanding.until }
    if again != nil || !queued.isEmpty { return quietUntil }
    return cycleDue
  }

  /// What is to be done now, if anything; the line is free again after `gaveUp`.
  mutating func next(at now: Instant) -> Turn? {
    if let waiting = outstanding {
      guard waiting.until <= now else { return nil }
      outstanding = nil
      quietUntil = now + Self.turnAround
      let address = waiting.request.address
      if waiting.tries >= triesAllowed(address) {
        let isNew = !isAbsent(address)
        // From the question on, so that the cycle which comes then does not just miss it.
        absentUntil[address] = waiting.askedAt + Self.absentFor
        queued.removeAll { $0.address == address }
        return .gaveUp(waiting.request, isNew: isNew)
      }
      again = Again(request: waiting.request, tries: waiting.tries + 1)
    }
    if cycleDue <= now { beginCycle(at: now) }
    guard quietUntil <= now else { return nil }
    if let repeated = again {
      again = nil
      return send(repeated.request, tries: repeated.tries, at: now)
    }
    guard !queued.isEmpty else { return nil }
    return send(queued.removeFirst(), tries: 1, at: now)
  }

  /// An absent board is polled now and then, and asked for nothing else.
  func isAbsent(_ address: UInt8) -> Bool { absentUntil[address] != nil }

  mutating func queue(_ command: GatewayCommand, for address: UInt8) {
    if isAbsent(address) { return }
    let request = Request(address: address, command: command)
    if !queued.contains(request) { queued.append(request) }
  }

  /// The question is on its way: how it went out, and how long it takes.
  mutating func sent(sequence: UInt16, to target: SerialNumber, bytes: Int, at now: Instant) {
    outstanding?.sequence = sequence
    outstanding?.target = target
    wait(forQuestionOf: bytes, at: now)
  }

  /// Bytes came: an answer has begun, and may be as long as a frame can be.
  mutating func heardBytes() {
    guard let saidBy = outstanding?.saidBy else { return }
    let until = saidBy + Self.answerStart + length(ofBytes: Self.longestFrameBytes)
    outstanding?.until = until
  }

  /// A board spoke: the request that it answers, if it answers the last one.
  ///
  /// A late answer to an earlier try does not free the line: the answer to the last is on its way.
  mutating func answered(
    by serial: SerialNumber, at address: UInt8, answering: UInt16?, at now: Instant
  ) -> Request? {
    quietUntil = now + Self.turnAround
    guard let waiting = outstanding, answering == waiting.sequence,
      waiting.target == SerialNumber(0)
        ? waiting.request.address == address : waiting.target == serial
    else { return nil }
    outstanding = nil
    absentUntil[waiting.request.address] = nil
    return waiting.request
  }

  private func length(ofBytes bytes: Int) -> TimeLength {
    TimeLength(milliseconds: Int64((Double(bytes) * millisecondsPerByte).rounded(.up)))
  }

  private mutating func wait(forQuestionOf bytes: Int, at now: Instant) {
    let saidBy = now + length(ofBytes: bytes)
    outstanding?.saidBy = saidBy
    outstanding?.until = saidBy + Self.answerStart
  }

  /// Live values go before all else, unless the line is too slow to ask everybody in one period.
  private mutating func beginCycle(at now: Instant) {
    cycleDue = max(cycleDue + period, now + TimeLength(milliseconds: 1))
    let isBehind = queued.contains { $0.command == .poll }
    let polls = addresses.filter { absentUntil[$0].map { $0 <= now } ?? true }
      .map { Request(address: $0, command: .poll) }
      .filter { !queued.contains($0) }
    queued = isBehind ? queued + polls : polls + queued
  }

  private mutating func send(_ request: Request, tries: Int, at now: Instant) -> Turn {
    outstanding = Outstanding(
      request: request, tries: tries, askedAt: now, saidBy: now, until: now)
    wait(forQuestionOf: Self.pollBytes, at: now)
    return .ask(request)
  }

  /// A board that was absent gets one try, so that the others lose little time to it.
  private func triesAllowed(_ address: UInt8) -> Int {
    isAbsent(address) ? 1 : Self.tries
  }
}
