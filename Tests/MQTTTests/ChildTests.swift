import Foundation
import TestSupport
import Testing

/// What the tests start must neither outlive them nor hold what is theirs.
@Suite struct ChildTests {
  @Test func aChildInheritsNothing() throws {
    let scratch = try Scratch()
    // Open for children on purpose.
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    #expect(file > 2)
    try Child.run("ls", ["/proc/self/fd"], output: scratch.path("files"))
    // The last is the folder that is listed.
    #expect(scratch.text("files") == "0\n1\n2\n3\n")
  }

  @Test func aChildEndsWithWhoeverStartedIt() async throws {
    let scratch = try Scratch()
    // The shell in the middle starts a sleeper as the tests start their children, and is killed.
    let middle = try Child(
      "sh", ["-c", "setpriv --pdeathsig KILL sleep 60 & echo $!; wait"],
      output: scratch.path("sleeper"))
    #expect(await eventually { scratch.text("sleeper").hasSuffix("\n") })
    let sleeper = try #require(pid_t(scratch.text("sleeper").dropLast()))
    #expect(kill(sleeper, 0) == 0)
    // Time for `setpriv` to have said so to the kernel.
    try await Task.sleep(for: .milliseconds(200))
    middle.end(SIGKILL)
    #expect(
      await eventually {
        let state = (try? String(contentsOfFile: "/proc/\(sleeper)/stat", encoding: .utf8)) ?? ""
        return state.isEmpty || state.contains(") Z ")
      })
  }
}
