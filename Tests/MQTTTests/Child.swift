import Glibc
import Synchronization

/// A program that a test starts, and that ends with the test at the latest.
final class Child: Sendable {
  struct StartError: Error {
    var program: String
    var errno: Int32
  }

  let identifier: pid_t
  private let code = Mutex<Int32?>(nil)

  /// Output and errors go to one file. The program is looked for in PATH, and in /usr/sbin.
  init(_ program: String, _ arguments: [String], output: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Threads of a pool block signals, and a child would be deaf to them as well.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var child = pid_t()
    var failedWith = posix_spawnp(&child, program, &actions, &attributes, words, environ)
    if failedWith == ENOENT {
      failedWith = posix_spawn(
        &child, "/usr/sbin/" + program, &actions, &attributes, words, environ)
    }
    guard failedWith == 0 else { throw StartError(program: program, errno: failedWith) }
    identifier = child
  }

  deinit { end(SIGKILL) }

  /// Sends a signal to a child that still runs, and waits for its end.
  func end(_ signal: Int32) {
    code.withLock { code in
      guard code == nil else { return }
      kill(identifier, signal)
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      code = status
    }
  }

  /// Waits for the child's own end; its exit code.
  func wait() -> Int32 {
    code.withLock { code in
      if let code { return code }
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      code = status
      return status >> 8
    }
  }

  var isRunning: Bool {
    code.withLock { code in
      guard code == nil else { return false }
      var status: Int32 = 0
      guard waitpid(identifier, &status, WNOHANG) == identifier else { return true }
      code = status
      return false
    }
  }

  /// Runs a program to its end.
  static func run(_ program: String, _ arguments: [String], output: String) throws {
    let code = try Child(program, arguments, output: output).wait()
    guard code == 0 else { throw StartError(program: "\(program) \(arguments)", errno: code) }
  }
}
