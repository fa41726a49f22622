import Configuration
import Station
import TestSupport

/// A tokens file with one token of each role.
struct TokenFixture {
  let scratch: Scratch
  let view = AccessToken.draw()
  let act = AccessToken.draw()

  init(mode: UInt32 = 0o600) throws {
    scratch = try Scratch()
    try scratch.write("tokens", text, mode: mode)
  }

  var text: String {
    "# made for a test\n\n" + view.line(name: "visitor", role: .view) + "\n"
      + act.line(name: "desk", role: .act) + "\n"
  }

  var path: String { scratch.path("tokens") }

  var configuration: StationConfiguration {
    var configuration = StationConfiguration()
    configuration.tokensPath = path
    return configuration
  }

  static func bearer(_ token: AccessToken) -> [String: String] {
    ["Authorization": "Bearer \(token.secret)"]
  }
}
