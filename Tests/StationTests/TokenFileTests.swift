import CareModel
import Configuration
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Station

/// Tokens are kept as hashes, in a file of the gateway's own.
@Suite struct TokenFileTests {
  @Test func aTokenIsFoundByItsHashAlone() throws {
    let fixture = try TokenFixture()
    let stored = fixture.scratch.text("tokens")
    for secret in [fixture.view.secret, fixture.act.secret] {
      #expect(!stored.contains(secret) && !stored.contains(secret.dropFirst(4)))
    }
    let file = try TokenFile.read(fixture.path)
    #expect(file.access(of: fixture.act.secret) == Access(name: "desk", role: .act))
    #expect(file.access(of: fixture.view.secret) == Access(name: "visitor", role: .view))
    #expect(file.access(of: fixture.act.secret + "x") == nil)
    #expect(file.access(of: "") == nil)
  }

  /// Known answer of FIPS 180-2 for `abc`.
  @Test func theHashIsSHA256() {
    let line = AccessToken.hash("abc").prefix(4)
    #expect(Array(line) == [0xBA, 0x78, 0x16, 0xBF])
  }

  @Test func tokensDifferAndHoldEnoughChance() {
    let secrets = (0..<100).map { _ in AccessToken.draw().secret }
    #expect(Set(secrets).count == 100)
    #expect(secrets.allSatisfy { $0.count == 47 && $0.hasPrefix("kmc_") })
  }

  @Test(arguments: [UInt32(0o640), 0o604, 0o620, 0o666, 0o601])
  func aFileThatOthersMayTouchIsRefused(_ mode: UInt32) throws {
    let fixture = try TokenFixture(mode: mode)
    let error = #expect(throws: StationStartError.self) { try TokenFile.read(fixture.path) }
    #expect(error?.description.contains("chmod 600 \(fixture.path)") == true)
  }

  @Test(arguments: [
    ("desk act", "line 1 is no token"),
    ("desk admin " + String(repeating: "0", count: 64), "line 1 is no token"),
    ("de:sk act " + String(repeating: "0", count: 64), "line 1 is no token"),
    ("desk act " + String(repeating: "0", count: 63), "line 1 is no token"),
    ("desk act " + String(repeating: "+1", count: 32), "line 1 is no token"),
    ("# only a comment\n", "has no token"),
    (
      "desk act \(String(repeating: "0", count: 64))\ndesk view \(String(repeating: "1", count: 64))",
      "line 2 has a name"
    ),
  ])
  func aWrongFileIsRefusedWithItsLine(_ text: String, _ words: String) throws {
    let error = #expect(throws: StationStartError.self) {
      try TokenFile(text: text, path: "/etc/kmcd/tokens")
    }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test func noFileAndAPipeAreRefusedAtOnce() throws {
    let scratch = try Scratch()
    #expect(throws: StationStartError.self) { try TokenFile.read(scratch.path("none")) }
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    #expect(throws: StationStartError.self) { try TokenFile.read(scratch.path("pipe")) }
  }

  /// Nothing has to be started again for a token that was lost.
  @Test func aTokenThatIsRemovedLetsNobodyInAnyMore() throws {
    let fixture = try TokenFixture()
    let heard = NoticeList()
    let time = Mutex(Instant.zero)
    let watch = try TokenWatch(
      fixture.path, now: { time.withLock { $0 } }, tell: { heard.add($0) })
    #expect(watch.access(of: fixture.act.secret) != nil)
    try fixture.scratch.write(
      "tokens", fixture.view.line(name: "visitor", role: .view), mode: 0o600)
    time.withLock { $0 = $0 + .seconds(1) }
    #expect(watch.access(of: fixture.act.secret) == nil)
    #expect(watch.access(of: fixture.view.secret) != nil)
    #expect(heard.all == [.tokensRead(count: 1)])
    // A file that cannot be used locks nobody out, and is told once.
    try fixture.scratch.write("tokens", "nonsense", mode: 0o600)
    time.withLock { $0 = $0 + .seconds(1) }
    #expect(watch.access(of: fixture.view.secret) != nil)
    time.withLock { $0 = $0 + .seconds(1) }
    #expect(watch.access(of: fixture.view.secret) != nil)
    #expect(heard.all.count == 2 && heard.all.last?.isTrouble == true)
  }

  @Test func comparingTakesEveryByte() {
    let hash = AccessToken.hash("a")
    for index in hash.indices {
      var other = hash
      other[index] ^= 1
      #expect(!TokenFile.areEqual(hash, other))
    }
    #expect(TokenFile.areEqual(hash, hash))
    #expect(!TokenFile.areEqual(hash, Array(hash.dropLast())))
  }
}
