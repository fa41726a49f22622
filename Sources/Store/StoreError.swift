import GRDB

/// Why the store cannot be opened, read or written, in words that say what to do.
public enum StoreError: Error, Hashable, Sendable {
  case directoryMissing(path: String)
  case notAFile(path: String)
  case notWritable(path: String)
  case notReadable(path: String)
  /// Another process has the store open for writing.
  case inUse(path: String)
  /// A sound database, but of another program.
  case foreignDatabase(path: String)
  case newerSchema(path: String, unknown: [String])
  case diskFull(path: String)
  case inputOutput(path: String, detail: String)
  case corrupt(path: String, detail: String)
  /// What was saved last is in the log beside it, which cannot be read from here.
  case logNotReadable(path: String)
  case busy(path: String)
  /// The file was written while it was read without locks.
  case changed(path: String)
  case checkpointTooLarge(bytes: Int)
  case sequenceOutOfRange(Int64)
  case closed(path: String)
  case unexpected(path: String, detail: String)
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .directoryMissing(let path):
      "\(path): the directory does not exist; make it, or set another path for the store"
    case .notAFile(let path):
      "\(path): this is not a plain file; set the path of a file for the store"
    case .notWritable(let path):
      "\(path): no permission to write, or a read-only disk; "
        + "give the gateway's user write access to the file and its directory"
    case .notReadable(let path):
      "\(path): there is no store to read here, or no permission; "
        + "start the gateway once, or read as its user"
    case .logNotReadable(let path):
      "\(path): what was saved last is in \(path)-wal, and nothing can be made beside it to read it; "
        + "copy both files into a folder that you may write to"
    case .inUse(let path):
      "\(path): another gateway has this store open; stop it, or set another path"
    case .foreignDatabase(let path):
      "\(path): this database belongs to another program; set another path for the store"
    case .newerSchema(let path, let unknown):
      "\(path): written by a newer gateway (\(unknown.joined(separator: ", "))); "
        + "install that version again, or move the file away to begin a new one"
    case .diskFull(let path):
      "\(path): the disk is full; free some space, the gateway goes on trying"
    case .inputOutput(let path, let detail):
      "\(path): the disk gives errors (\(detail)); copy its data and replace the card"
    case .corrupt(let path, let detail):
      "\(path): the database is damaged (\(detail)); restart the gateway to set it aside"
    case .busy(let path):
      "\(path): locked by another program; close whatever else has the database open"
    case .changed(let path):
      "\(path): the gateway wrote to it while it was read; try again, with less at once"
    case .checkpointTooLarge(let bytes):
      "a checkpoint of \(bytes) bytes is over the limit of \(StoredCheckpoint.stateLimitBytes); "
        + "report this as a defect"
    case .sequenceOutOfRange(let sequence):
      "the sequence number \(sequence) is outside \(StoredEvent.sequenceRange); "
        + "report this as a defect"
    case .closed(let path):
      "\(path): the store is closed; open it again"
    case .unexpected(let path, let detail):
      "\(path): \(detail); report this as a defect"
    }
  }
}

extension StoreError {
  /// Gives what SQLite says the name of what it means for the user.
  init(_ error: any Error, path: String) {
    if let error = error as? StoreError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .unexpected(path: path, detail: "\(error)")
      return
    }
    let code = error.extendedResultCode
    let detail = "\(error.message ?? "no message"), code \(code.rawValue)"
    switch code.primaryResultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .corrupt(path: path, detail: detail)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
      self = .notWritable(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_IOERR: self = .inputOutput(path: path, detail: detail)
    case .SQLITE_MISUSE: self = .closed(path: path)
    default: self = .unexpected(path: path, detail: detail)
    }
  }

  var isCorruption: Bool {
    if case .corrupt = self { true } else { false }
  }
}
