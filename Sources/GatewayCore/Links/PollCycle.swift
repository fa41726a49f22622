import CareModel
import Devices

/// Whose turn it is on a line that several boards share; one question is out at a time.
///
/// Times are those of the protocol document: turn-around, time-out, tries, and absent boards.
struct PollCycle: Sendable {
  struct Request: Hashable, Sendable {
    var address: UInt8
    var command: GatewayCommand
  }

  private struct Outstanding: Sendable {
    var request: Request
    var tries: Int
    /// The sequence number that the question went out with.
    var sequence: UInt16?
    var until: Instant
  }

  private let addresses: [UInt8]
  private let period: TimeLength
  private let answerTimeout: TimeLength
  private var queued: [Request] = []
  private var outstanding: Outstanding?
  private var cycleDue = Instant.distantFuture
  private var quietUntil = Instant.zero
  private var absentUntil: [UInt8: Instant] = [:]

  private static let turnAround = TimeLength(milliseconds: 4)
  private static let answerStart = TimeLength(milliseconds: 50)
  private static let tries = 3
  private static let absentFor = TimeLength.seconds(10)
  private static let longestFrameBytes = 255

  init(addresses: [UInt8], period: TimeLength, baud: Int) {
    self.addresses = addresses
    self.period = period
    // Question and answer, each at most a longest frame of ten bits a byte.
    let bits = Double(2 * Self.longestFrameBytes * 10)
    answerTimeout = Self.answerStart + TimeLength(seconds: bits / Double(max(1, baud)))
  }

  mutating func start(at now: Instant) {
    queued = []
    outstanding = nil
    absentUntil = [:]
    cycleDue = now
    quietUntil = now
  }

  /// Asks nobody until the line is open again.
  mutating func stop() {
    queued = []
    outstanding = nil
    cycleDue = .distantFuture
  }

  /// When `next` wants to be asked.
  var deadline: Instant {
    if let outstanding { return outstanding.until }
    if !queued.isEmpty { return quietUntil }
    return cycleDue
  }

  /// The question to send now, if any.
  mutating func next(at now: Instant) -> Request? {
    if let waiting = outstanding {
      guard waiting.until <= now else { return nil }
      outstanding = nil
      if waiting.tries < triesAllowed(waiting.request.address) {
        return send(waiting.request, tries: waiting.tries + 1, at: now)
      }
      giveUp(waiting.request.address, at: now)
    }
    if cycleDue <= now { beginCycle(at: now) }
    guard quietUntil <= now, !queued.isEmpty else { return nil }
    return send(queued.removeFirst(), tries: 1, at: now)
  }

  mutating func queue(_ command: GatewayCommand, for address: UInt8) {
    let request = Request(address: address, command: command)
    if !queued.contains(request) { queued.append(request) }
  }

  mutating func sent(sequence: UInt16) { outstanding?.sequence = sequence }

  /// A board spoke: its question is answered, and the line needs its turn-around.
  ///
  /// A late answer to an earlier try does not free the line: the answer to the last is on its way.
  mutating func answered(by address: UInt8, answering: UInt16?, at now: Instant) {
    absentUntil[address] = nil
    let isLast = answering == nil || answering == outstanding?.sequence
    if outstanding?.request.address == address, isLast { outstanding = nil }
    quietUntil = now + Self.turnAround
  }

  private mutating func beginCycle(at now: Instant) {
    cycleDue = max(cycleDue + period, now + TimeLength(milliseconds: 1))
    for address in addresses where absentUntil[address].map({ $0 <= now }) ?? true {
      queue(.poll, for: address)
    }
  }

  private mutating func send(_ request: Request, tries: Int, at now: Instant) -> Request {
    outstanding = Outstanding(request: request, tries: tries, until: now + answerTimeout)
    return request
  }

  /// A board that was absent gets one try, so that the others lose little time to it.
  private func triesAllowed(_ address: UInt8) -> Int {
    absentUntil[address] == nil ? Self.tries : 1
  }

  private mutating func giveUp(_ address: UInt8, at now: Instant) {
    absentUntil[address] = now + Self.absentFor
    queued.removeAll { $0.address == address }
    quietUntil = now
  }
}
