import EvaluationCore

/// What was asked for on the command line.
struct EvaluationOptions: Sendable {
  struct Problem: Error { var text: String }

  /// The detector may be tuned on the first; what is reported comes from the second.
  static let tuningSeeds: [UInt64] = Array(1...5)
  static let reportSeeds: [UInt64] = Array(101...110)

  static let usage = """
    kmc-eval [--report | --tune] [--scenario NAME] [--seed N] [--detail] [--markdown] [--list]
             [--trace FILE]
    kmc-eval --ward-year [--seed N] [--days N]
      --report         seeds 101 to 110 (default)
      --tune           seeds 1 to 5
      --scenario NAME  only these; * stands for any letters; may be given more than once
      --seed N         only this seed; may be given more than once
      --detail         each infant-day: truth and booked intervals side by side
      --markdown       the table as Markdown
      --list           the scenarios, and nothing else
      --trace FILE     writes one scenario and seed as a trace, and nothing else
      --ward-year      sixteen beds for a year with a fault each ten minutes, and nothing else
      --days N         of the ward-year, instead of 365
    """

  var seeds = reportSeeds
  var scenarios = ScenarioTable.all
  var isDetailed = false
  var isMarkdown = false
  var isListing = false
  var traceFile: String?
  /// How long a ward-year is to be; nil where none is asked for.
  var wardYearDays: Int?

  init(_ arguments: [String]) throws {
    var patterns: [String] = []
    var seeds: [UInt64] = []
    var rest = arguments[...]
    while let option = rest.popFirst() {
      func value() throws -> String {
        guard let value = rest.popFirst() else { throw Problem(text: "\(option) needs a value") }
        return value
      }
      switch option {
      case "--report": self.seeds = Self.reportSeeds
      case "--tune": self.seeds = Self.tuningSeeds
      case "--detail": isDetailed = true
      case "--markdown": isMarkdown = true
      case "--list": isListing = true
      case "--trace": traceFile = try value()
      case "--ward-year": wardYearDays = wardYearDays ?? 365
      case "--days":
        let text = try value()
        guard let days = Int(text), days > 0 else { throw Problem(text: "no days: \(text)") }
        wardYearDays = days
      case "--scenario": patterns.append(try value())
      case "--seed":
        let text = try value()
        guard let seed = UInt64(text) else { throw Problem(text: "no seed: \(text)") }
        seeds.append(seed)
      default: throw Problem(text: "unknown: \(option)")
      }
    }
    if !seeds.isEmpty { self.seeds = seeds }
    if !patterns.isEmpty {
      scenarios = scenarios.filter { scenario in
        patterns.contains { NamePattern($0).matches(scenario.name) }
      }
      if scenarios.isEmpty { throw Problem(text: "no scenario is named like that") }
    }
    if traceFile != nil, scenarios.count != 1 || self.seeds.count != 1 {
      throw Problem(text: "--trace needs one scenario and one seed")
    }
  }
}
