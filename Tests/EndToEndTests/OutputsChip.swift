import Foundation
import TestSupport
import Testing

/// A simulated chip in the place of the library and of /dev, for a daemon that runs by itself.
final class OutputsChip: Sendable {
  private enum Column: Int { case level, isHeld, hangs, pull }
  private static let columns = 4
  private static let linesMost = 16

  let lines: [String]
  private let folder: ScratchFolder
  private let shared: Int32

  /// Builds the library; the folder holds it and what is shared with the daemon.
  init(_ lines: [String], in folder: ScratchFolder) throws {
    self.lines = lines
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder.path("dev"), withIntermediateDirectories: false)
    _ = try folder.write("dev/gpiochip0", "")
    let blank = String(repeating: "0", count: Self.columns * Self.linesMost)
    shared = open(try folder.write("lines", blank), O_RDWR | O_CLOEXEC)
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("FakeGpiod").path
    try Child.run(
      "cc",
      [
        "-shared", "-fPIC", "-DFAKE_GPIOD_PRELOADED", "-I\(sources)/include", "-o",
        folder.path("gpiod.so"),
      ] + ["fake_chips", "fake_gpiod1", "fake_gpiod2", "preloaded"].map { "\(sources)/\($0).c" }
        + ["-lpthread", "-ldl"], output: folder.path("cc.log"))
  }

  deinit { close(shared) }

  /// `kmcd` on this chip.
  func kmcd(_ arguments: [String], log: String) throws -> Child {
    try Child(
      "env",
      [
        "LD_PRELOAD=\(folder.path("gpiod.so"))", "FAKE_GPIOD_FOLDER=\(folder.path("dev"))",
        "FAKE_GPIOD_SHARED=\(folder.path("lines"))",
        "FAKE_GPIOD_LINES=\(lines.joined(separator: ","))", try KmcdProcess.program(),
      ] + arguments, output: folder.path(log))
  }

  func isHigh(_ line: String) throws -> Bool { try value(line, .level) }
  func isHeld(_ line: String) throws -> Bool { try value(line, .isHeld) }
  func pull(_ line: String, _ isHigh: Bool) throws { try set(line, .pull, isHigh) }
  /// From now on whoever sets the line waits, until it hangs no more.
  func hang(_ line: String, _ hangs: Bool) throws { try set(line, .hangs, hangs) }

  private func offset(_ line: String, _ column: Column) throws -> off_t {
    let index = try #require(lines.firstIndex(of: line))
    return off_t(index * Self.columns + column.rawValue)
  }

  private func value(_ line: String, _ column: Column) throws -> Bool {
    var byte: UInt8 = 0
    let place = try offset(line, column)
    try #require(pread(shared, &byte, 1, place) == 1)
    return byte == UInt8(ascii: "1")
  }

  private func set(_ line: String, _ column: Column, _ value: Bool) throws {
    let byte = UInt8(ascii: value ? "1" : "0")
    let place = try offset(line, column)
    let written = withUnsafeBytes(of: byte) { pwrite(shared, $0.baseAddress, 1, place) }
    try #require(written == 1)
  }
}
