import GatewayRuntime
import Logging

/// What a technician wants to know of how the store was opened.
enum OpeningLines {
  static func lines(_ service: GatewayService) -> [(level: Logger.Level, line: String)] {
    var lines: [(Logger.Level, String)] = []
    switch service.openingReport {
    case nil: break
    case .created: lines.append((.info, "a new store was begun"))
    case .opened: lines.append((.info, "the store was opened"))
    case .migrated(let from, let to):
      lines.append((.notice, "the store was migrated from \(from) to \(to)"))
    case .setAside(let aside):
      lines.append((.error, "the store was damaged (\(aside.reason)); it is kept as \(aside.path)"))
    }
    if service.storeIsShared {
      lines.append(
        (.notice, "another program has the store open; more is written until the next start"))
    }
    if let problem = service.storeProblem {
      lines.append((.error, "running without a store, nothing is saved: \(problem)"))
    }
    if let lost = service.lostCheckpoint { lines.append((.error, "starting afresh: \(lost)")) }
    return lines
  }
}
