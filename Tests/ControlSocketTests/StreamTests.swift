import ControlSocket
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StreamTests {
  @Test func linesComeInOrderUntilTheEnd() async throws {
    let folder = try SocketFolder()
    let sent = (0..<5_000).map { "sample \($0)" }
    try await withServer(folder) { _ in
      .stream(
        AsyncStream { continuation in
          for line in sent { continuation.yield(line) }
          continuation.finish()
        })
    } body: {
      var lines: [String] = []
      try await ControlClient.stream(path: folder.socket, line: "record") { line in
        lines.append(line)
        return true
      }
      #expect(lines == sent)
    }
  }

  @Test func eachLineComesAtOnce() async throws {
    let folder = try SocketFolder()
    let (lines, source) = AsyncStream.makeStream(of: String.self)
    try await withServer(folder) { _ in
      .stream(lines)
    } body: {
      source.yield("0")
      var count = 0
      // Each line is sent only when the one before has come through: nothing may wait for more.
      try await ControlClient.stream(path: folder.socket, line: "events") { line in
        #expect(line == "\(count)")
        count += 1
        if count == 20 { source.finish() } else { source.yield("\(count)") }
        return true
      }
      #expect(count == 20)
    }
  }

  @Test func aClientThatHasEnoughEndsTheStream() async throws {
    let folder = try SocketFolder()
    let ended = Counter()
    let (lines, source) = AsyncStream.makeStream(of: String.self)
    source.onTermination = { _ in ended.increment() }
    try await withServer(folder) { _ in
      .stream(lines)
    } body: {
      source.yield("first")
      try await ControlClient.stream(path: folder.socket, line: "record") { _ in false }
      try await eventually("the stream's end at the server") { ended.value == 1 }
    }
  }

  @Test func aRefusalMayComeAmongTheLines() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { _ in
      .failure("nothing to record")
    } body: {
      await #expect(throws: refusal(folder, "nothing to record")) {
        try await ControlClient.stream(path: folder.socket, line: "record") { _ in true }
      }
    }
  }

  @Test func aHandlerIsCancelledWhenItsClientGoes() async throws {
    let folder = try SocketFolder()
    let begun = Counter()
    let cancelled = Counter()
    try await withServer(folder) { _ in
      begun.increment()
      do { try await Task.sleep(for: .seconds(50)) } catch { cancelled.increment() }
      return .lines(["too late"])
    } body: {
      var raw: RawClient? = try RawClient(folder.socket)
      raw?.send("slow\n")
      try await eventually("the handler's begin") { begun.value == 1 }
      raw = nil
      try await eventually("the handler's cancellation") { cancelled.value == 1 }
    }
  }
}
