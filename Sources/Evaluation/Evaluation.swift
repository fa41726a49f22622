import EvaluationCore
import Foundation

/// Runs scenarios over seeds on all cores and prints what came out.
struct Evaluation {
  let options: EvaluationOptions

  init(_ options: EvaluationOptions) { self.options = options }

  /// True when every goal was met.
  func run() async throws -> Bool {
    if options.isListing {
      for scenario in options.scenarios { print("\(scenario.name): \(scenario.summary)") }
      return true
    }
    if let file = options.traceFile {
      let trace = ScenarioTrace(options.scenarios[0], seed: options.seeds[0])
      try Data(trace.text.utf8).write(to: URL(filePath: file))
      return true
    }
    if let days = options.wardYearDays {
      return try await WardYearReport(seed: options.seeds[0], days: days).run()
    }
    let clock = ContinuousClock()
    let began = clock.now
    let figures = try await measure()
    let seeds = options.seeds.map(String.init).joined(separator: " ")
    print("Seeds \(seeds); sens and spec over observed minutes, sens-u and spec-u over all.\n")
    let table = ReportTable(figures)
    print(options.isMarkdown ? table.markdown : table.text)
    print("\n\(ReportTable.legend)\n")
    let alarms = AlarmReport(figures)
    print("Alarms against the simulator's truth:\n")
    print(options.isMarkdown ? alarms.markdown : alarms.text)
    print("\n\(AlarmReport.legend)\n")
    let isMet = tellGoals(figures)
    let seconds = Double((clock.now - began).components.seconds)
    FileHandle.standardError.write(
      Data("\(figures.count) scenarios in \(Figure.number(seconds, 0)) s\n".utf8))
    return isMet
  }

  private func measure() async throws -> [ScenarioFigures] {
    let jobs = options.scenarios.indices.flatMap { scenario in
      options.seeds.indices.map { (scenario: scenario, seed: $0) }
    }
    let scenarios = options.scenarios
    let seeds = options.seeds
    let isDetailed = options.isDetailed
    var results = [JobResult?](repeating: nil, count: jobs.count)
    try await withThrowingTaskGroup(of: (Int, JobResult).self) { group in
      var next = 0
      func startNext() {
        guard next < jobs.count else { return }
        let index = next
        let job = jobs[index]
        next += 1
        group.addTask {
          let run = try ScenarioRun(scenarios[job.scenario], seed: seeds[job.seed])
          return (index, JobResult(run, isDetailed: isDetailed))
        }
      }
      for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { startNext() }
      for try await (index, result) in group {
        results[index] = result
        startNext()
      }
    }
    return scenarios.indices.map { scenario in
      var figures = ScenarioFigures(scenarios[scenario])
      for (job, result) in zip(jobs, results) where job.scenario == scenario {
        guard let result else { continue }
        figures.add(result.figures)
        for line in result.detail { print(line) }
      }
      return figures
    }
  }

  /// Missed and false alarms that are told one by one, of each scenario.
  private static let shown = 12

  private func tellGoals(_ figures: [ScenarioFigures]) -> Bool {
    var missed = 0
    for row in figures {
      let goals = (Goal.all(of: row) + [row.alarms.goal]).filter { !$0.isMet }
      missed += goals.count
      if !goals.isEmpty {
        print("missed by \(row.scenario.name): " + goals.map(\.text).joined(separator: "; "))
        for fault in row.faults.prefix(5) { print("  \(fault)") }
      }
      guard options.isDetailed else { continue }
      for line in (row.alarms.missed + row.alarms.wrong + row.alarms.again).prefix(
        Self.shown)
      { print("  \(line)") }
    }
    // Rates need many days: a single false alarm in a scenario of twenty is one in twenty.
    let alarms = figures.map(\.alarms).reduce(AlarmTally(), +)
    for goal in alarms.goals.dropFirst() where !goal.isMet {
      missed += 1
      print("missed by all together: \(goal.text)")
    }
    if options.isDetailed || alarms.goals.contains(where: { !$0.isMet }) {
      for line in AlarmReport.longestStanding(figures) { print("  \(line)") }
    }
    print(missed == 0 ? "every goal is met" : "\(missed) goals are missed")
    return missed == 0
  }
}

/// One scenario with one seed, reduced to its figures where it was run.
private struct JobResult: Sendable {
  let figures: ScenarioFigures
  let detail: [String]

  init(_ run: ScenarioRun, isDetailed: Bool) {
    figures = ScenarioFigures(run.scenario, runs: [run])
    guard isDetailed else {
      detail = []
      return
    }
    detail = run.infants.indices.flatMap { infant in
      run.days.indices.flatMap { DayDetail(run, infant: infant, day: $0).lines }
    }
  }
}
