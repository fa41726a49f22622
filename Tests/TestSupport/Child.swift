import Glibc
import Synchronization

/// A program that a test starts, and that ends with the test at the latest, however that ends.
package final class Child: Sendable {
  package struct StartError: Error {
    var program: String
    var errno: Int32
  }

  package let identifier: pid_t
  private let code = Mutex<Int32?>(nil)

  /// Output and errors go to one file. The program is looked for in PATH, and in /usr/sbin.
  package init(_ program: String, _ arguments: [String], output: String) throws {
    let guarded = [
      "setpriv", "--pdeathsig", "KILL", "sh", "-c", "PATH=\"$PATH:/usr/sbin\" exec \"$@\"", "sh",
      program,
    ]
    let (child, failedWith) = StartingThread.shared.run {
      Self.spawn(guarded + arguments, output: output)
    }
    guard failedWith == 0 else { throw StartError(program: program, errno: failedWith) }
    identifier = child
  }

  /// Files beyond it are not looked for; the system's own first limit is the same.
  private static var highestFile: Int32 {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int32(min(1024, limit.rlim_cur))
  }

  private static func spawn(_ command: [String], output: String) -> (pid_t, Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // A test's own sockets and terminals would stay open as long as the child does.
    for file in 3..<highestFile { posix_spawn_file_actions_addclose(&actions, file) }
    // Threads of a pool block signals, and a child would be deaf to them as well.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var child = pid_t()
    let failedWith = posix_spawnp(&child, command[0], &actions, &attributes, words, environ)
    return (child, failedWith)
  }

  deinit { end(SIGKILL) }

  /// Sends a signal to a child that still runs, and waits for its end.
  package func end(_ signal: Int32) {
    code.withLock { code in
      guard code == nil else { return }
      kill(identifier, signal)
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      code = status
    }
  }

  /// Waits for the child's own end; its exit code.
  package func wait() -> Int32 {
    code.withLock { code in
      if let code { return code }
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      code = status
      return status >> 8
    }
  }

  package var isRunning: Bool {
    code.withLock { code in
      guard code == nil else { return false }
      var status: Int32 = 0
      guard waitpid(identifier, &status, WNOHANG) == identifier else { return true }
      code = status
      return false
    }
  }

  /// Runs a program to its end.
  package static func run(_ program: String, _ arguments: [String], output: String) throws {
    let code = try Child(program, arguments, output: output).wait()
    guard code == 0 else { throw StartError(program: "\(program) \(arguments)", errno: code) }
  }
}
