import ControlSocket
import Testing

@Suite(.timeLimit(.minutes(1)))
struct BadClientTests {
  @Test func whoNeverSendsIsDropped() async throws {
    let folder = try SocketFolder()
    var limits = ControlLimits()
    limits.requestWait = .milliseconds(1500)
    try await withServer(folder, limits: limits) { _ in
      .lines(["well"])
    } body: {
      let clock = ContinuousClock()
      let start = clock.now
      let silent = try RawClient(folder.socket)
      let halfway = try RawClient(folder.socket)
      halfway.send("stat")
      #expect(try await ControlClient.request(path: folder.socket, line: "status") == ["well"])
      let answer = "error: no request came in time; send one line, ended by a newline\n"
      #expect(try await silent.readToEnd() == answer)
      #expect(try await halfway.readToEnd() == answer)
      #expect(clock.now - start >= limits.requestWait)
    }
  }

  @Test func whoReadsNothingOfAStreamIsDropped() async throws {
    let folder = try SocketFolder()
    var limits = ControlLimits()
    limits.backlogBytesMax = 256 * 1024
    let taken = Counter()
    let line = String(repeating: "x", count: 1023)
    try await withServer(folder, limits: limits) { request in
      guard request == "flood" else { return .lines(["well"]) }
      // Pulled by the server, so that the count is what the server has taken.
      return .stream(
        AsyncStream {
          taken.increment()
          return line
        })
    } body: {
      let raw = try RawClient(folder.socket)
      raw.send("flood\n")
      try await eventually("the drop") { raw.isHungUp }
      // The backlog and what the system's own buffers hold (some 210 kB a direction).
      #expect(taken.value >= 100)
      #expect(taken.value <= 256 + 1024)
      #expect(try await ControlClient.request(path: folder.socket, line: "status") == ["well"])
    }
  }

  @Test func whoReadsNothingOfALongReplyIsDropped() async throws {
    let folder = try SocketFolder()
    var limits = ControlLimits()
    limits.stallMax = .seconds(1)
    let lines = [String](repeating: String(repeating: "x", count: 1023), count: 4096)
    try await withServer(folder, limits: limits) { request in
      .lines(request == "long" ? lines : ["well"])
    } body: {
      let clock = ContinuousClock()
      let start = clock.now
      let raw = try RawClient(folder.socket)
      raw.send("long\n")
      #expect(try await ControlClient.request(path: folder.socket, line: "status") == ["well"])
      try await eventually("the drop") { raw.isHungUp }
      #expect(clock.now - start >= limits.stallMax)
      #expect(try await raw.readToEnd().utf8.count < 4096 * 1024)
    }
  }

  @Test func whoReadsSlowlyGetsAll() async throws {
    let folder = try SocketFolder()
    var limits = ControlLimits()
    limits.stallMax = .seconds(5)
    let lines = (0..<1024).map { "\($0) " + String(repeating: "x", count: 1000) }
    try await withServer(folder, limits: limits) { _ in
      .lines(lines)
    } body: {
      var read: [String] = []
      try await ControlClient.stream(path: folder.socket, line: "long") { line in
        if read.count.isMultiple(of: 64) {
          do { try await Task.sleep(for: .milliseconds(50)) } catch { return false }
        }
        read.append(line)
        return true
      }
      #expect(read == lines)
    }
  }

  @Test func whoSendsOnAndOnIsDropped() async throws {
    let folder = try SocketFolder()
    let ended = Counter()
    try await withServer(folder) { _ in
      .stream(silentStream(ended: ended))
    } body: {
      let raw = try RawClient(folder.socket)
      raw.send("record\n")
      let more = [UInt8](repeating: 120, count: 65536)
      try await eventually("the drop") {
        raw.send(more)
        return raw.isHungUp
      }
      try await eventually("the stream's end") { ended.value == 1 }
    }
  }

  @Test func sixteenAreServedAndTheNextIsToldSo() async throws {
    let folder = try SocketFolder()
    let ended = Counter()
    let begun = Counter()
    try await withServer(folder) { request in
      if request == "status" { return .lines(["well"]) }
      begun.increment()
      return .stream(silentStream(ended: ended))
    } body: {
      var clients: [RawClient] = []
      for _ in 0..<16 {
        let client = try RawClient(folder.socket)
        client.send("record\n")
        clients.append(client)
      }
      try await eventually("sixteen streams") { begun.value == 16 }
      let full =
        "16 clients are connected, the most there may be; "
        + "end one of them, or try again later"
      for _ in 0..<20 {
        await #expect(throws: refusal(folder, full)) {
          try await ControlClient.request(path: folder.socket, line: "status")
        }
      }
      #expect(begun.value == 16)
      clients.removeLast()
      try await eventually("a free place") { ended.value == 1 }
      var lines: [String]?
      for _ in 0..<100 where lines == nil {
        do {
          lines = try await ControlClient.request(path: folder.socket, line: "status")
        } catch { try await Task.sleep(for: .milliseconds(20)) }
      }
      #expect(lines == ["well"])
    }
  }

  @Test func sixteenAskAtOnce() async throws {
    let folder = try SocketFolder()
    let path = folder.socket
    try await withServer(folder) { request in
      .lines([String](repeating: request, count: 1000))
    } body: {
      try await withThrowingTaskGroup { group in
        for number in 0..<16 {
          group.addTask {
            let lines = try await ControlClient.request(path: path, line: "client \(number)")
            #expect(lines == [String](repeating: "client \(number)", count: 1000))
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
