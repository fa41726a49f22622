import Glibc
import Synchronization

/// A child of the tests with its input and output in files.
///
/// Started by the system's own call: Foundation's `Process` reads out of bounds, now and then, when
/// many children start at once.
final class ChildProcess: Sendable {
  enum Status: Hashable, Sendable {
    case running
    case exited(Int32)
    case signalled(Int32)
  }

  struct SpawnError: Error {
    var program: String
    var errno: Int32
  }

  let identifier: pid_t
  private let known = Mutex(Status.running)

  init(
    _ program: String, _ arguments: [String], input: String, output: String, errors: String
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, create, 0o600)
    // A connection that a test closes would stay open as long as the child does.
    for file: Int32 in 3..<1024 { posix_spawn_file_actions_addclose(&actions, file) }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var child = pid_t()
    let failedWith = posix_spawn(&child, program, &actions, nil, words, environ)
    guard failedWith == 0 else { throw SpawnError(program: program, errno: failedWith) }
    identifier = child
  }

  /// How the child is now; its end is kept once it was seen.
  var status: Status { look(options: WNOHANG) }

  func send(_ signal: Int32) {
    known.withLock { if $0 == .running { _ = kill(identifier, signal) } }
  }

  /// Waits for the end of a child that was killed.
  func waitForEnd() { _ = look(options: 0) }

  private func look(options: Int32) -> Status {
    known.withLock { known in
      guard known == .running else { return known }
      var code: Int32 = 0
      guard waitpid(identifier, &code, options) == identifier else { return known }
      let signal = code & 0x7F
      known = signal == 0 ? .exited((code >> 8) & 0xFF) : .signalled(signal)
      return known
    }
  }
}
