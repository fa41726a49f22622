import ArgumentParser
import ControlSocket

/// Where the running daemon listens.
struct ControlOption: ParsableArguments {
  @Option(help: "The running daemon's control socket.")
  var socket = "/run/kmcd/kmcd.sock"

  /// Asks the daemon; a daemon that does not answer ends the program with exit 69.
  func ask(_ request: String) async throws -> [String] {
    do throws(ControlError) {
      return try await ControlClient.request(path: socket, line: request)
    } catch {
      StandardError.say(error.description)
      throw ExitCode.unavailable
    }
  }

  /// Prints each line that the daemon sends until it stops or somebody interrupts.
  func printStream(_ request: String) async throws {
    do throws(ControlError) {
      try await ControlClient.stream(path: socket, line: request) { line in
        var output = StandardOutput()
        do {
          try output.print(line)
          try output.flush()
          return true
        } catch { return false }
      }
    } catch {
      StandardError.say(error.description)
      throw ExitCode.unavailable
    }
  }
}
