import Foundation
import Testing

struct FolderTests {
  /// What a reader expects at the top, and nothing else.
  private static let folders: Set = [
    ".ci", "Firmware-protocol", "Sources", "Tests", "docs", "systemd",
  ]
  private static let files: Set = [
    ".gitignore", ".swift-format", "CHANGELOG.md", "LICENSE", "Makefile", "Package.resolved",
    "Package.swift", "README.md",
  ]
  /// Made by tools, and ignored by git.
  private static let made: Set = [".build", ".git", ".swiftpm", ".vscode", ".idea"]

  @Test func theTopHoldsWhatAReaderExpects() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
    let unexpected = Set(found).subtracting(Self.folders).subtracting(Self.files)
      .subtracting(Self.made)
    #expect(unexpected.isEmpty, "move \(unexpected.sorted()) into a folder, or list it here")
    // Which versions a clone builds with may be left to the resolver.
    let missing = Self.folders.union(Self.files).subtracting(["Package.resolved"])
      .subtracting(found)
    #expect(missing.isEmpty, "\(missing.sorted()) belongs at the top")
  }

  @Test(arguments: [
    "README.md", "CHANGELOG.md", "LICENSE", "docs/ALARMS.md", "docs/CONFIGURATION.md",
    "docs/DECISIONS.md", "docs/DETECTION.md", "docs/FLOW.md", "docs/MESSAGES.md",
    "docs/SECURITY.md", "docs/STATION.md", "docs/WIRING.md", "docs/kmcd.example.yaml",
    "Firmware-protocol/PROTOCOL.md",
    "Firmware-protocol/vectors/README.md", "Firmware-protocol/c/README.md", "systemd/README.md",
    ".ci/run", "Makefile",
  ])
  func aDocumentIsThereAndSaysSomething(_ path: String) throws {
    #expect(try SourceTree.file(path).lines.count > 3)
  }

  /// Not of one target: the layout, the fuzzer, the program as people start it, and what tests share;
  /// `support` is what those in Python do.
  private static let otherTests: Set = [
    "EndToEndTests", "FakeGpiod", "Fuzz", "LayoutTests", "MQTTTests", "StationFixture",
    "TestSupport", "bench", "browser", "support", "vm",
  ]

  @Test func everyOtherTestFolderIsNamedAfterItsTarget() throws {
    let tested = try SourceTree.folders(in: "Tests").subtracting(Self.otherTests)
    let targets = Set(ImportList.allowed.keys)
    for folder in tested {
      let target = String(folder.dropLast("Tests".count))
      #expect(folder.hasSuffix("Tests"), "Tests/\(folder): call it after its target")
      #expect(targets.contains(target), "Tests/\(folder): there is no target \(target)")
    }
  }

  @Test func everyTestFolderIsInThePackage() throws {
    let manifest = PackageManifest(try SourceTree.file("Package.swift"))
    for folder in try SourceTree.folders(in: "Tests").subtracting([
      "Fuzz", "bench", "browser", "support", "vm",
    ]) {
      #expect(
        manifest.dependencies[folder] != nil,
        "Package.swift: add .testTarget(name: \"\(folder)\", ...), or its tests never run")
    }
  }
}
