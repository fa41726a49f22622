import CareModel
import WireProtocol

/// What a frame from a board means.
public enum BoardMessage: Hashable, Sendable {
  /// The present values, and which history records wait to be acknowledged.
  case report(Reading, stored: StoredRecords?)
  case identity(BoardIdentity)
  case historyRecord(HistoryRecord)
  case historyEnd(HistoryEnd)
  case selfTest([SelfTestResult])
  /// The command was carried out and there is nothing more to say.
  case done
  case refused(Refusal)
  /// A reading of a kind of board for which there is no driver.
  case unknownKind(DeviceKind)
  /// A message that lacks a field without which it means nothing.
  case incomplete(MessageType, missing: FieldTag)
  /// A message that this version does not know.
  case unknown(MessageType)
}

/// A board's message with what stood beside it in the frame.
public struct BoardFrame: Hashable, Sendable {
  public let header: BoardHeader
  public let message: BoardMessage
  /// The sequence number of the command that this answers; nil where the board speaks by itself.
  public let answering: UInt16?
  public let notes: DecodingNotes

  /// Reads a frame's fields; nil for a frame that the gateway sent.
  public init?(_ frame: Frame) {
    guard let header = frame.boardHeader else { return nil }
    let index = FieldIndex(frame.fields)
    var notes = index.notes
    self.header = header
    message = BoardMessage(frame.messageType, kind: header.kind, in: index, notes: &notes)
    answering = index.integer(.answeredSequence, as: UInt16.self)
    self.notes = notes
  }
}
