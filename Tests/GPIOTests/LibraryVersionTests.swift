import Foundation
import TestSupport
import Testing

/// The C part does the same over libgpiod 1.6 and 2.x, whichever is installed.
@Suite struct LibraryVersionTests {
  private static let tests = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: [nil, "library2"])
  func theSameChecksHold(_ header: String?) throws {
    let scratch = try Scratch()
    for name in ["gpiochip0", "gpiochip1"] { try scratch.write(name, "") }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("gpiochip2"), withDestinationPath: "gpiochip0")
    let fake = Self.tests.appendingPathComponent("FakeGpiod")
    let lines = Self.tests.deletingLastPathComponent()
      .appendingPathComponent("Sources/CGpioLines")
    let sources = try [fake, lines].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".c") }.map { folder.appendingPathComponent($0).path }
    }
    let folders = (header.map { [fake.appendingPathComponent($0)] } ?? [])
    let includes =
      (folders + [
        fake, fake.appendingPathComponent("include"), lines.appendingPathComponent("include"),
      ])
      .map { "-I\($0.path)" }
    let log = scratch.path("log")
    let flags = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"]
    let built = try Child(
      "cc",
      flags + includes + [
        "-o", scratch.path("check"), fake.appendingPathComponent("library2/check.c").path,
      ]
        + sources + ["-pthread"], output: log
    ).wait()
    try #require(built == 0, "\(scratch.text("log"))")
    let checked = try Child("timeout", ["20", scratch.path("check"), scratch.path], output: log)
      .wait()
    #expect(checked == 0, "\(scratch.text("log"))")
  }
}
