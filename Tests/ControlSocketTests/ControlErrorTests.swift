import Glibc
import NIOCore
import Testing

@testable import ControlSocket

struct ControlErrorTests {
  @Test(arguments: [
    (ENOENT, ControlError.Reason.notRunning), (ECONNREFUSED, .notRunning),
    (EACCES, .permissionDenied), (EPROTOTYPE, .notASocket), (EAGAIN, .busy),
    (ENOMEM, .inputOutput(errno: ENOMEM)),
  ])
  func aFailedConnectionIsSorted(_ errno: CInt, _ reason: ControlError.Reason) {
    #expect(ControlError(path: "/s", connectingFailedWith: errno).reason == reason)
  }

  @Test(arguments: [
    (ENOENT, ControlError.Reason.folderMissing(folder: "/run/kmcd")),
    (ENOTDIR, .folderMissing(folder: "/run/kmcd")),
    (EACCES, .folderNotWritable(folder: "/run/kmcd")),
    (EROFS, .folderNotWritable(folder: "/run/kmcd")),
    (EADDRINUSE, .alreadyRunning), (ENOSPC, .inputOutput(errno: ENOSPC)),
  ])
  func aFailedMakingIsSorted(_ errno: CInt, _ reason: ControlError.Reason) throws {
    let path = try ControlPath("/run/kmcd/kmcd.sock")
    #expect(ControlError(path: path, makingFailedWith: errno).reason == reason)
  }

  @Test(arguments: [
    ("/run/kmcd/kmcd.sock", "/run/kmcd"), ("/kmcd.sock", "/"), ("kmcd.sock", "."), ("a/b", "a"),
  ])
  func theFolderIsWhatHoldsTheFile(_ path: String, _ folder: String) throws {
    #expect(try ControlPath(path).folder == folder)
  }

  @Test func everyTextIsOneLineThatNamesThePathAndSaysWhatToDo() {
    let reasons: [ControlError.Reason] = [
      .pathTooLong(bytes: 120), .pathUnusable, .folderMissing(folder: "/run/kmcd"),
      .folderNotWritable(folder: "/run/kmcd"), .notASocket, .alreadyRunning, .listenerLost,
      .notRunning, .permissionDenied, .busy, .timeout(after: .seconds(3)),
      .requestTooLong(bytes: 70000, bytesMax: 65536), .requestNotOneLine,
      .replyTooLong(bytesMax: 16), .replyBrokenOff, .cancelled, .inputOutput(errno: EIO),
    ]
    var texts: Set<String> = []
    for reason in reasons {
      let text = ControlError(path: "/s", reason: reason).description
      #expect(text.hasPrefix("/s: ") && !text.contains("\n"))
      #expect(!text.contains("cannot be used"), "\(reason) has no text of its own")
      texts.insert(text)
    }
    #expect(texts.count == reasons.count)
    #expect(ControlError(path: "/s", reason: .refused("no bed 9")).description == "no bed 9")
  }
}

struct LineSplitterTests {
  @Test(arguments: [1, 2, 3, 7, 64])
  func anyChunkingGivesTheSameLines(_ size: Int) {
    let text = Array("a\n\nZoë 🐨\n36.5\n\nrest".utf8)
    var splitter = LineSplitter()
    var lines: [String] = []
    for start in stride(from: 0, to: text.count, by: size) {
      splitter.append(ByteBuffer(bytes: text[start..<min(start + size, text.count)]))
      while let line = splitter.nextLine() { lines.append(line) }
    }
    #expect(lines == ["a", "", "Zoë 🐨", "36.5", ""])
    #expect(splitter.hasRest)
  }

  @Test func anEndlessLineIsNoticed() {
    var splitter = LineSplitter()
    let chunk = ByteBuffer(repeating: 120, count: 1024 * 1024)
    for _ in 0..<16 {
      splitter.append(chunk)
      #expect(splitter.nextLine() == nil)
    }
    #expect(!splitter.isTooLong)
    splitter.append(chunk)
    #expect(splitter.nextLine() == nil)
    #expect(splitter.isTooLong)
  }
}
