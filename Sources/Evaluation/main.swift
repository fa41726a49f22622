import EvaluationCore
import Foundation

// Compares the gateway's decisions with the simulator's truth; `make eval` builds it for release.
// Exits 0 when every goal is met, 1 when one is missed, 64 when it was called wrongly, 70
// when it could not go on.
do {
  let options = try EvaluationOptions(Array(CommandLine.arguments.dropFirst()))
  exit(try await Evaluation(options).run() ? 0 : 1)
} catch let problem as EvaluationOptions.Problem {
  FileHandle.standardError.write(Data("\(problem.text)\n\(EvaluationOptions.usage)\n".utf8))
  exit(64)
} catch {
  FileHandle.standardError.write(Data("cannot go on: \(error)\n".utf8))
  exit(70)
}
