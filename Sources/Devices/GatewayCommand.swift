import CareModel
import WireProtocol

/// What the gateway may ask of a board.
public enum GatewayCommand: Hashable, Sendable {
  /// Report now; how a board on a bus is asked for its values.
  case poll
  case identify
  /// Report, or append a history record, each such time; nil leaves a period as it is.
  case setPeriod(report: TimeLength?, history: TimeLength?)
  case selfTest
  /// Send up to `most` stored records from the first whose cursor is not below `from`.
  case historyRead(from: UInt32, most: UInt8)
  /// Everything through this cursor is safe here and may be erased there.
  case historyAcknowledge(through: UInt32)

  /// Which report periods a board takes, in milliseconds.
  public static let reportPeriodMilliseconds: ClosedRange<Int64> = 1000...60_000
  /// Which history periods a board takes, in milliseconds.
  public static let historyPeriodMilliseconds: ClosedRange<Int64> = 5000...300_000
  /// How many records one read may ask for.
  public static let mostRecords: ClosedRange<UInt8> = 1...32

  /// The type of the frame that carries this command.
  public var messageType: MessageType {
    switch self {
    case .poll: .poll
    case .identify: .identify
    case .setPeriod: .setPeriod
    case .selfTest: .selfTest
    case .historyRead: .historyRead
    case .historyAcknowledge: .historyAcknowledge
    }
  }

  /// The frame that asks for this; a board refuses arguments outside the ranges above.
  public func frame(to target: SerialNumber, address: UInt8, sequence: UInt16) -> Frame {
    Frame(
      messageType: messageType, address: address, sequence: sequence,
      origin: .gateway(target: target), fields: fields)
  }

  private var fields: FieldList {
    var list = FieldList()
    switch self {
    case .poll, .identify, .selfTest: break
    case .setPeriod(let report, let history):
      if let report { list.append(.reportPeriod, period: report) }
      if let history { list.append(.historyPeriod, period: history) }
    case .historyRead(let first, let most):
      list.append(.recordCursor, integer: first)
      list.append(.mostRecords, integer: most)
    case .historyAcknowledge(let cursor): list.append(.recordCursor, integer: cursor)
    }
    return list
  }

  /// Reads a frame as a board does; throws the refusal with which the board would answer.
  public init(_ frame: Frame) throws(Refusal) {
    let index = FieldIndex(frame.fields)
    let badArgument = Refusal(command: frame.messageType, reason: .badArgument)
    switch frame.messageType {
    case .poll: self = .poll
    case .identify: self = .identify
    case .selfTest: self = .selfTest
    case .setPeriod:
      let report = index.period(.reportPeriod)
      let history = index.period(.historyPeriod)
      guard report != nil || history != nil,
        report.map({ Self.reportPeriodMilliseconds.contains($0.milliseconds) }) ?? true,
        history.map({ Self.historyPeriodMilliseconds.contains($0.milliseconds) }) ?? true
      else { throw badArgument }
      self = .setPeriod(report: report, history: history)
    case .historyRead:
      guard let first = index.integer(.recordCursor, as: UInt32.self),
        let most = index.integer(.mostRecords, as: UInt8.self), Self.mostRecords.contains(most)
      else { throw badArgument }
      self = .historyRead(from: first, most: most)
    case .historyAcknowledge:
      guard let cursor = index.integer(.recordCursor, as: UInt32.self) else { throw badArgument }
      self = .historyAcknowledge(through: cursor)
    default: throw Refusal(command: frame.messageType, reason: .unknownCommand)
    }
  }
}
