import ControlSocket
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RequestTests {
  @Test(arguments: [
    (["bed 1: contact"], ["bed 1: contact"]),
    ([], []),
    ([""], [""]),
    (["", "a", ""], ["", "a", ""]),
    (["Zoë 🐨 36,5 °C"], ["Zoë 🐨 36,5 °C"]),
    (["two\nlines"], ["two", "lines"]),
    (
      ["error: not one", "error:", "a\nerror: b"], [" error: not one", "error:", "a", " error: b"]
    ),
  ])
  func aReplyComesWhole(_ sent: [String], _ expected: [String]) async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { _ in
      .lines(sent)
    } body: {
      let lines = try await ControlClient.request(path: folder.socket, line: "status")
      #expect(lines == expected)
    }
  }

  @Test(arguments: [("", 1), ("status --json", 1), ("assign Zoë 🐨", 1), ("x", 65535)])
  func theRequestComesWhole(_ text: String, _ repeats: Int) async throws {
    let request = String(repeating: text, count: repeats)
    let folder = try SocketFolder()
    try await withServer(folder) {
      .lines([$0])
    } body: {
      let lines = try await ControlClient.request(path: folder.socket, line: request)
      #expect(lines == [request])
    }
  }

  @Test func aFailureIsOneErrorLine() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { _ in
      .failure("no bed 9;\nthere are 1 to 4")
    } body: {
      await #expect(throws: refusal(folder, "no bed 9; there are 1 to 4")) {
        try await ControlClient.request(path: folder.socket, line: "assign 9")
      }
      let raw = try RawClient(folder.socket)
      raw.send("assign 9\n")
      #expect(try await raw.readToEnd() == "error: no bed 9; there are 1 to 4\n")
    }
  }

  @Test func fiveMegabytesComeWhole() async throws {
    let folder = try SocketFolder()
    let line = String(repeating: "0123456789", count: 10)
    let lines = (0..<50_000).map { "\($0) \(line)" }
    try await withServer(folder) { _ in
      .lines(lines)
    } body: {
      let read = try await ControlClient.request(
        path: folder.socket, line: "trace", timeout: .seconds(30))
      #expect(read == lines)
    }
  }

  @Test func aLongLineComesWhole() async throws {
    let folder = try SocketFolder()
    let line = String(repeating: "kangaroo", count: 256 * 1024)
    try await withServer(folder) { _ in
      .lines([line])
    } body: {
      let read = try await ControlClient.request(path: folder.socket, line: "trace")
      #expect(read == [line])
    }
  }

  @Test func aRequestMayComeByteByByte() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) {
      .lines(["<\($0)>"])
    } body: {
      let raw = try RawClient(folder.socket)
      for byte in Array("status ä\n".utf8) {
        raw.send([byte])
        try await Task.sleep(for: .milliseconds(2))
      }
      #expect(try await raw.readToEnd() == "<status ä>\n")
    }
  }

  @Test func whoEndedItsSendingStillGetsTheReply() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { _ in
      do { try await Task.sleep(for: .milliseconds(100)) } catch { return .failure("cancelled") }
      return .lines(["here"])
    } body: {
      let raw = try RawClient(folder.socket)
      raw.send("status\n")
      raw.endSending()
      #expect(try await raw.readToEnd() == "here\n")
    }
  }

  @Test(arguments: [
    ("assign bed", 1, "error: the request does not end with a newline\n"),
    ("\u{ff}\n", 1, "error: the request is not UTF-8\n"),
    ("x", 100_000, "error: the request is longer than 65536 bytes\n"),
    ("x", 65_536, "error: the request is longer than 65536 bytes\n"),
    ("", 1, ""),
  ])
  func aBadRequestIsNotHandedOn(_ text: String, _ repeats: Int, _ answer: String) async throws {
    // Latin-1, which makes one byte of each character here.
    let bytes = String(repeating: text, count: repeats).unicodeScalars.map { UInt8($0.value) }
    let folder = try SocketFolder()
    let handled = Counter()
    try await withServer(folder) { _ in
      handled.increment()
      return .lines([])
    } body: {
      let raw = try RawClient(folder.socket)
      raw.send(bytes)
      raw.endSending()
      #expect(try await raw.readToEnd() == answer)
      #expect(handled.value == 0)
    }
  }

  @Test func whatFollowsTheRequestIsIgnored() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) {
      .lines([$0])
    } body: {
      let raw = try RawClient(folder.socket)
      raw.send("status\nassign 1\nrest")
      raw.endSending()
      #expect(try await raw.readToEnd() == "status\n")
    }
  }

  @Test func theClientRefusesWhatIsNoRequest() async throws {
    await #expect(throws: ControlError(path: "/x", reason: .requestNotOneLine)) {
      try await ControlClient.request(path: "/x", line: "a\nb")
    }
    let tooLong = ControlError.Reason.requestTooLong(bytes: 65537, bytesMax: 65536)
    await #expect(throws: ControlError(path: "/x", reason: tooLong)) {
      try await ControlClient.request(path: "/x", line: String(repeating: "x", count: 65536))
    }
  }

  @Test func theClientTimesOutAndCancels() async throws {
    let folder = try SocketFolder()
    let ended = Counter()
    try await withServer(folder) { _ in
      .stream(silentStream(ended: ended))
    } body: {
      let late = ControlError.Reason.timeout(after: .milliseconds(100))
      await #expect(throws: ControlError(path: folder.socket, reason: late)) {
        try await ControlClient.request(
          path: folder.socket, line: "record", timeout: .milliseconds(100))
      }
      try await eventually("the stream's end at the server") { ended.value == 1 }
      let path = folder.socket
      let asking = Task { try await ControlClient.request(path: path, line: "record") }
      try await Task.sleep(for: .milliseconds(100))
      asking.cancel()
      await #expect(throws: ControlError(path: path, reason: .cancelled)) {
        try await asking.value
      }
    }
  }
}

func refusal(_ folder: SocketFolder, _ text: String) -> ControlError {
  ControlError(path: folder.socket, reason: .refused(text))
}
