import CareModel
import Devices
import WireProtocol

/// The one command that is out on a line with one board: its tries and its time-out.
///
/// Times are those of the protocol document.
struct CommandTurn: Sendable {
  struct Outstanding: Sendable {
    /// Zero where whoever is there was asked.
    var serial: SerialNumber
    var command: GatewayCommand
    var sequence: UInt16
    var tries: Int
    var until: Instant
  }

  enum Expiry {
    case again(Outstanding)
    case gaveUp(Outstanding)
  }

  private(set) var outstanding: Outstanding?

  private static let tries = 3
  /// The page's second, and half of one for a longest frame on a slow line and its way here.
  private static let answerTimeout = TimeLength(milliseconds: 1500)

  var deadline: Instant { outstanding?.until ?? .distantFuture }

  mutating func sent(
    _ command: GatewayCommand, to serial: SerialNumber, sequence: UInt16, tries: Int = 1,
    at now: Instant
  ) {
    outstanding = Outstanding(
      serial: serial, command: command, sequence: sequence, tries: tries,
      until: now + Self.answerTimeout)
  }

  /// What a board says by itself answers nothing, unless it leaves out what it answers.
  func isAnswered(by serial: SerialNumber, answering: UInt16?) -> Bool {
    guard let outstanding else { return false }
    return (outstanding.serial == SerialNumber(0) || outstanding.serial == serial)
      && (answering == nil || answering == outstanding.sequence)
  }

  /// Part of the answer came: the next may take as long again, and begins a new count of tries.
  mutating func progressed(to command: GatewayCommand, at now: Instant) {
    outstanding?.command = command
    outstanding?.tries = 1
    outstanding?.until = now + Self.answerTimeout
  }

  mutating func finish() { outstanding = nil }

  /// What is to be done about an answer that did not come; nil while there is time.
  mutating func expire(at now: Instant) -> Expiry? {
    guard let waiting = outstanding, waiting.until <= now else { return nil }
    outstanding = nil
    return waiting.tries < Self.tries ? .again(waiting) : .gaveUp(waiting)
  }
}
