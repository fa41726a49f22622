import Configuration
import Foundation
import Station
import Synchronization

/// Serves the station's page with a scripted ward, for tests that look at it in a browser.
///
/// Prints `port N` when it serves, and takes commands on standard input, each answered by `ok` and
/// what it did: `alarm high|medium|low`, `resolve`, `stop` (the hub is offline), `start`, `freeze`,
/// `thaw`, `test`, `endtest`, `stations waiting|confirmed|not-confirmed|none` (of the test), `contact BED contact|no-contact|unobserved`, `drawn` (the last snapshot
/// that a page has drawn), `quit`.
///
/// With an argument, that is the port; with `--token`, a token is asked for and printed first.
@main
struct StationFixture {
  static func main() async throws {
    var configuration = StationConfiguration()
    let arguments = CommandLine.arguments.dropFirst()
    configuration.port = arguments.compactMap { Int($0) }.first ?? 0
    if arguments.contains("--token") { configuration.tokensPath = try tokenFile() }
    let ward = ScriptedWard()
    let service = try StationService(configuration, source: ward) { notice in
      if case .serving(_, let port, _) = notice {
        say("port \(port)")
      } else {
        say("log \(notice)")
      }
    }
    Thread.detachNewThread {
      while let line = readLine() { say(FixtureCommand.run(line, ward)) }
      exit(0)
    }
    try await service.run()
  }

  /// At once, also where standard output is a pipe.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// A file with one token for each role; the secrets are printed.
  private static func tokenFile() throws -> String {
    let path = NSTemporaryDirectory() + "station-fixture-\(getpid()).tokens"
    var lines = ""
    for role in StationConfiguration.Role.allCases {
      let token = AccessToken.draw()
      say("token \(role.rawValue) \(token.secret)")
      lines += token.line(name: role.rawValue, role: role) + "\n"
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(lines.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    return path
  }
}
