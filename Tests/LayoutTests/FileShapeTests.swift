import Testing

struct FileShapeTests {
  private static let written = ["Sources", "Tests", "Firmware-protocol"]
  private static let program: Set = ["swift", "c", "h", "py", "sh"]

  @Test func filesAndFunctionsFitTheirMeasure() throws {
    let files = try SourceTree.files(below: Self.written, extensions: Self.program)
    #expect(files.count > 150)
    files.flatMap(FileShape.tooLong).report()
    files.filter { $0.path.hasSuffix(".swift") }.flatMap(FileShape.longFunctions).report()
  }

  @Test func aFileIsNamedAfterItsMainType() throws {
    try SourceTree.swiftFiles(below: ["Sources"]).flatMap(FileShape.misnamed).report()
  }

  @Test func nothingIsPutOff() throws {
    let kinds = Self.program.union(["md", "yaml", "vectors"])
    try SourceTree.files(below: Self.written + ["docs"], extensions: kinds)
      .flatMap(FileShape.postponed).report()
    for path in ["Makefile", "Package.swift", "README.md", "CHANGELOG.md"] {
      FileShape.postponed(try SourceTree.file(path)).report()
    }
  }

  @Test func aLongFileIsFound() {
    let lines = String(repeating: "let a = 1\n", count: 301)
    #expect(FileShape.tooLong(SourceFile(path: "Sources/A/A.swift", text: lines)).count == 1)
    let fits = String(lines.dropLast(10))
    #expect(FileShape.tooLong(SourceFile(path: "Sources/A/A.swift", text: fits)).isEmpty)
  }

  @Test(arguments: [(68, 0), (69, 1)])
  func aLongFunctionIsFound(_ bodyLines: Int, _ found: Int) {
    let body = String(repeating: "    step()\n", count: bodyLines)
    let text = "struct A {\n  mutating func go() {\n\(body)  }\n}\n"
    let file = SourceFile(path: "Sources/A/A.swift", text: text)
    #expect(FileShape.longFunctions(file).map(\.line) == Array(repeating: 2, count: found))
  }

  @Test(arguments: [
    ("Alarm.swift", "public struct Bed {}\n", 1), ("Bed.swift", "public struct Bed {}\n", 0),
    ("Bed+Alarms.swift", "extension Ward.Bed {}\n", 0),
    ("BedWords.swift", "extension Bed {}\nprivate struct Word {}\n", 0),
    ("Words.swift", "extension Bed {}\nstruct Pillow {}\n", 1),
    ("Quantities.swift", "public protocol Quantity {}\nstruct Newtons {}\n", 0),
    ("main.swift", "struct Any {}\n", 0),
  ])
  func aMisnamedFileIsFound(_ name: String, _ text: String, _ found: Int) {
    #expect(FileShape.misnamed(SourceFile(path: "Sources/A/\(name)", text: text)).count == found)
  }

  @Test func aPostponedLineIsFound() {
    let text = "let a = 1\n// TO" + "DO: finish\nlet TODOS = 2\n"
    #expect(FileShape.postponed(SourceFile(path: "a.swift", text: text)).map(\.line) == [2])
  }

  @Test func commentsAndStringsAreBlankedInPlace() {
    let text = "a // b\n\"c\\\"d\" e /* f\n g */ h\n\"\"\"\n i \"\n\"\"\" j #\"k\"l\"# m\n"
    let code = CodeText.blanked(text)
    #expect(code.filter { $0 != " " } == "a\ne\nh\n\n\njm\n")
    #expect(code.count == text.count)
  }
}
