import CareModel
import Glibc
import Synchronization

/// The tokens as the file has them now: a line that is removed lets nobody in any more.
final class TokenWatch: Sendable {
  /// What changes with the file, in whatever way it is written anew.
  private struct Mark: Hashable {
    var file: UInt64
    var size: Int64
    var seconds: [Int]

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      file = UInt64(status.st_ino)
      size = Int64(status.st_size)
      seconds = [
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec,
      ]
    }
  }

  private struct State {
    var tokens: TokenFile
    var mark: Mark?
    var lookedAt: Instant
  }

  /// Often enough for whoever has lost a token, too seldom to cost anything.
  private static let looksEvery = TimeLength.seconds(1)

  private let path: String
  private let now: @Sendable () -> Instant
  private let tell: @Sendable (StationNotice) -> Void
  private let state: Mutex<State>

  /// Throws where the file cannot be used; later it is told, and the last good tokens hold.
  init(
    _ path: String, now: @escaping @Sendable () -> Instant,
    tell: @escaping @Sendable (StationNotice) -> Void
  ) throws(StationStartError) {
    self.path = path
    self.now = now
    self.tell = tell
    // Before it is read: what is written meanwhile is seen as a change.
    let mark = Mark(path)
    state = Mutex(State(tokens: try TokenFile.read(path), mark: mark, lookedAt: now()))
  }

  func access(of secret: String) -> Access? { current.access(of: secret) }

  private var current: TokenFile {
    let instant = now()
    let (tokens, notice) = state.withLock { state -> (TokenFile, StationNotice?) in
      guard instant - state.lookedAt >= Self.looksEvery else { return (state.tokens, nil) }
      state.lookedAt = instant
      let mark = Mark(path)
      guard mark != state.mark else { return (state.tokens, nil) }
      state.mark = mark
      do throws(StationStartError) {
        state.tokens = try TokenFile.read(path)
        return (state.tokens, .tokensRead(count: state.tokens.count))
      } catch {
        return (state.tokens, .tokensNotRead(error))
      }
    }
    if let notice { tell(notice) }
    return tokens
  }
}
