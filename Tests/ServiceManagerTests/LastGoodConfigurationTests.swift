import Configuration
import Foundation
import GatewayRuntime
import Testing

/// The copy for a start at which the file is broken.
struct LastGoodConfigurationTests {
  private static let text = """
    version: 1
    site: {site: test, ward: kmc, hub: hub-1}
    time: {zone: UTC}
    ports: [{name: bed-1, path: /dev/kmc/bed-1}]
    devices: [{name: binder-1, kind: binder, serial: 1}]
    dyads: [{infant: K-001, binder: binder-1}]
    store: {path: state/kmcd.sqlite}
    control: {socket: kmcd.sock}
    """

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/kmc-last-good-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func whatIsKeptIsReadAsTheFileItWas() throws {
    try inFolder { folder in
      let kept = LastGoodConfiguration(folder: folder)
      #expect(try kept.load(for: "/etc/kmcd/kmcd.yaml") == nil)
      try kept.save(Self.text)
      let loaded = try #require(try kept.load(for: "/etc/kmcd/kmcd.yaml"))
      #expect(loaded.site.hub == "hub-1")
      // Relative paths are meant from the file's folder, not from the copy's.
      #expect(loaded.store.path == "/etc/kmcd/state/kmcd.sqlite")
    }
  }

  @Test func onlyItsUserReadsItAndNoDraftStays() throws {
    try inFolder { folder in
      let kept = LastGoodConfiguration(folder: folder)
      // A draft that a power cut left, and a copy of before.
      try Data("half".utf8).write(to: URL(fileURLWithPath: kept.path + ".new"))
      try kept.save("version: 0\n")
      try kept.save(Self.text)
      let attributes = try FileManager.default.attributesOfItem(atPath: kept.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["last-good.yaml"])
      #expect(try String(contentsOfFile: kept.path, encoding: .utf8) == Self.text)
    }
  }

  @Test func anUnchangedTextIsNotWrittenAgain() throws {
    try inFolder { folder in
      let kept = LastGoodConfiguration(folder: folder)
      try kept.save(Self.text)
      let before = try FileManager.default.attributesOfItem(atPath: kept.path)
      try kept.save(Self.text)
      let after = try FileManager.default.attributesOfItem(atPath: kept.path)
      #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    }
  }

  @Test func aCopyThatIsOfNoUseIsAnError() throws {
    try inFolder { folder in
      let kept = LastGoodConfiguration(folder: folder)
      try kept.save("version: 1\nprots: []\n")
      #expect(throws: ConfigurationErrors.self) { try kept.load(for: "kmcd.yaml") }
    }
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    let kept = LastGoodConfiguration(folder: "/nonexistent/kmcd")
    let failure = #expect(throws: LastGoodConfiguration.NotKept.self) {
      try kept.save(Self.text)
    }
    #expect(failure?.errno == ENOENT)
    #expect(failure?.description.contains(kept.path) ?? false)
  }
}
