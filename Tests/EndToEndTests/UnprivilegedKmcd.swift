import Foundation
import Glibc

/// Runs `kmcd` as a user without any right, where the tests run as root; else as the tests' own.
enum UnprivilegedKmcd {
  static let isPossible = geteuid() != 0 || access("/usr/bin/setpriv", X_OK) == 0

  static func run(
    _ arguments: [String], in folder: ScratchFolder
  ) async throws -> KmcdProcess.Ending {
    let output = folder.path("unprivileged.out")
    let errors = folder.path("unprivileged.err")
    let program = try KmcdProcess.program()
    let child =
      geteuid() == 0
      ? try ChildProcess(
        "/usr/bin/setpriv",
        ["--reuid", "65534", "--regid", "65534", "--clear-groups", program] + arguments,
        input: "/dev/null", output: output, errors: errors)
      : try ChildProcess(program, arguments, input: "/dev/null", output: output, errors: errors)
    _ = await eventually(every: .milliseconds(20)) { child.status != .running }
    guard case .exited(let code) = child.status else {
      child.send(SIGKILL)
      child.waitForEnd()
      return KmcdProcess.Ending(code: nil, output: "", errors: "it did not end")
    }
    return KmcdProcess.Ending(
      code: code, output: try folder.text("unprivileged.out"),
      errors: try folder.text("unprivileged.err"))
  }
}
