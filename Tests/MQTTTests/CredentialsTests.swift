import Configuration
import Glibc
import TestSupport
import Testing

@testable import Uplink

/// Secrets are read from files that nobody else may read, and are said nowhere.
@Suite struct CredentialsTests {
  private func read(_ path: String, folder: String? = nil) throws -> Credentials {
    try Credentials.read(.file(path: path), folder: folder)
  }

  @Test(arguments: [0o644, 0o640, 0o660, 0o604, 0o602, 0o610] as [mode_t])
  func aFileThatOthersMayReadIsRefused(_ mode: mode_t) throws {
    let scratch = try Scratch()
    let path = try scratch.write("c", "user: hub\npassword: hidden\n", mode: mode)
    let failure = #expect(throws: UplinkFailure.self) { try read(path) }
    #expect(failure?.stage == .credentials)
    #expect(failure?.reason.contains("has mode 0\(String(mode, radix: 8))") == true)
    #expect(failure?.advice == "run: chmod 600 \(path)")
  }

  @Test(arguments: [0o600, 0o400, 0o500] as [mode_t])
  func aFileOfOnesOwnIsRead(_ mode: mode_t) throws {
    let scratch = try Scratch()
    let path = try scratch.write("c", "user: hub\r\npassword:  p: w \r\n", mode: mode)
    let credentials = try read(path)
    #expect(credentials.user == "hub")
    #expect(credentials.password == " p: w ")
  }

  @Test func theFileOfTheSameModeInAGatewayIsRefusedToo() async throws {
    let scratch = try Scratch()
    let path = try scratch.write("c", "user: hub\npassword: hidden\n", mode: 0o644)
    let session = Session(port: LocalSocket.freePort()) {
      $0.uplink.credentials = .file(path: path)
    }
    let failure = await session.failure()
    #expect(failure?.stage == .credentials)
    #expect(session.events.count == 1)
  }

  @Test func systemdsFolderIsLookedInto() throws {
    let scratch = try Scratch()
    try scratch.write("uplink", "user: hub\npassword: p\n", mode: 0o400)
    let credentials = try Credentials.read(.systemd(name: "uplink"), folder: scratch.path)
    #expect(credentials.user == "hub")
    let failure = #expect(throws: UplinkFailure.self) {
      try Credentials.read(.systemd(name: "uplink"), folder: nil)
    }
    #expect(failure?.advice.contains("LoadCredential=uplink:") == true)
  }

  @Test(arguments: [
    ("", "names no user"), ("password: hidden\n", "names no user"),
    ("user: a\nhidden\n", "line 2 is neither"), ("user: a\nuser: hidden\n", "line 2 repeats"),
    ("user: a\npassword: hid\u{0}den\n", "not a text"), ("hidden:hidden", "line 1 is neither"),
  ])
  func aMalformedFileIsSaidWithoutItsContents(_ text: String, _ words: String) throws {
    let scratch = try Scratch()
    let path = try scratch.write("c", text)
    let failure = #expect(throws: UplinkFailure.self) { try read(path) }
    #expect(failure?.reason.contains(words) == true)
    #expect(failure?.description.contains("hid") == false)
  }

  @Test func whatIsNoFileIsRefusedWithoutWaiting() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    for path in [scratch.path("pipe"), scratch.path, scratch.path("none"), "/dev/null"] {
      #expect(throws: UplinkFailure.self) { try read(path) }
    }
    let long = try scratch.write("long", "user: a\n" + String(repeating: "#\n", count: 40_000))
    #expect(throws: UplinkFailure.self) { try read(long) }
  }

  @Test func secretsArePrintedNowhere() throws {
    let credentials = try Credentials.parse(
      Array("user: hub\npassword: hidden\n".utf8), path: "c")
    var dumped = ""
    dump(credentials, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), dumped, "\([credentials])"] {
      #expect(!text.contains("hidden") && !text.contains("hub"))
    }
  }
}
