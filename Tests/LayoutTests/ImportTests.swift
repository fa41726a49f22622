import Testing

struct ImportTests {
  @Test func everyImportIsOnTheList() throws {
    try SourceTree.swiftFiles(below: ["Sources"]).flatMap(ImportList.violations).report()
  }

  @Test func everyFolderOfSourcesIsATargetOfTheList() throws {
    let listed = Set(ImportList.allowed.keys).union(ImportList.cTargets)
    #expect(try SourceTree.folders(in: "Sources") == listed, "add or remove it in ImportList")
  }

  /// An undeclared module of another target may happen to build; from a clean machine it may not.
  @Test func thePackageDeclaresWhatIsImported() throws {
    let manifest = PackageManifest(try SourceTree.file("Package.swift"))
    for (target, files) in try filesByTarget() {
      let declared = manifest.dependencies[target]
      let imported = Set(files.flatMap(\.imports).map(\.module)).subtracting(ImportList.system)
      #expect(declared != nil, "Package.swift has no target \(target)")
      let missing = imported.subtracting(declared ?? []).sorted()
      #expect(missing.isEmpty, "Package.swift: add \(missing) to the dependencies of \(target)")
    }
  }

  @Test func thePackageDeclaresNothingThatIsNotImported() throws {
    let manifest = PackageManifest(try SourceTree.file("Package.swift"))
    for (target, files) in try filesByTarget() {
      let imported = Set(files.flatMap(\.imports).map(\.module))
      let idle = (manifest.dependencies[target] ?? []).subtracting(imported).sorted()
      #expect(idle.isEmpty, "Package.swift: remove \(idle) from the dependencies of \(target)")
    }
  }

  /// The list itself has no circle: whatever a target imports never imports it back.
  @Test func importsPointDownwardsOnly() {
    for target in ImportList.allowed.keys {
      var reached: Set<String> = []
      var open = ImportList.allowed[target] ?? []
      while let next = open.popFirst() {
        if reached.insert(next).inserted { open.formUnion(ImportList.allowed[next] ?? []) }
      }
      #expect(!reached.contains(target), "\(target) imports itself by way of another target")
    }
  }

  @Test func pureTargetsImportOnlyPureTargets() {
    for target in ImportList.pure {
      let others = (ImportList.allowed[target] ?? []).subtracting(ImportList.pure)
      #expect(others.isSubset(of: ["KMCProtocolC"]), "\(target) imports \(others.sorted())")
    }
  }

  @Test func aForbiddenImportIsFoundWithItsLine() {
    let file = SourceFile(
      path: "Sources/CareLogic/X.swift",
      text: "import CareModel\n// import Store\n@preconcurrency import struct Foundation.Data\n")
    let found = ImportList.violations(in: file)
    #expect(found.map(\.line) == [3])
    #expect(found.first?.description.contains("Foundation") == true)
  }

  private func filesByTarget() throws -> [String: [SourceFile]] {
    Dictionary(grouping: try SourceTree.swiftFiles(below: ["Sources"]), by: \.target)
  }
}
