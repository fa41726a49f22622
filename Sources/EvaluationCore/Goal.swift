/// One promise about a scenario, and whether it was kept.
public struct Goal: Hashable, Sendable {
  /// What is asked, with the figure that came out.
  public var text: String
  public var isMet: Bool

  init(_ text: String, _ isMet: Bool) {
    self.text = text
    self.isMet = isMet
  }

  /// Every goal of a scenario, by what its beds are promised.
  public static func all(of figures: ScenarioFigures) -> [Goal] {
    let minutes = figures.minutes
    var goals = [Goal("sound events: \(figures.faults.count) faults", figures.faults.isEmpty)]
    switch figures.scenario.promise {
    case .fullBinder:
      goals += shares(minutes, sensitivity: 0.99, specificity: 0.995)
      goals += day(figures, within: 5)
      if let delay = figures.delays.quantile(0.95) {
        goals.append(Goal("decided in \(Figure.number(delay, 0)) s, 180 at most", delay <= 180))
      }
      if let error = figures.boundaries.seconds.quantile(0.95) {
        goals.append(Goal("times right to \(Figure.number(error, 0)) s, 60 at most", error <= 60))
      }
    case .claspAndProbe:
      goals += shares(minutes, sensitivity: 0.97, specificity: 0.97)
      goals += day(figures, within: 15)
    case .unobserved:
      let claimed = figures.days.map(\.counted.minutes).max() ?? 0
      goals.append(
        Goal("claims \(Figure.number(claimed, 1)) min of contact a day, 15 at most", claimed <= 15))
      goals.append(outside(figures, within: 15))
    case .none: break
    }
    return goals
  }

  private static func shares(
    _ minutes: MinuteTally, sensitivity: Double, specificity: Double
  ) -> [Goal] {
    [
      share("sensitivity", minutes.sensitivity, least: sensitivity),
      share("specificity", minutes.specificity, least: specificity),
    ].compactMap { $0 }
  }

  private static func share(_ name: String, _ value: Double?, least: Double) -> Goal? {
    value.map { Goal("\(name) \(Figure.number($0, 4)), \(least) at least", $0 >= least) }
  }

  private static func day(_ figures: ScenarioFigures, within most: Double) -> [Goal] {
    let error = figures.worstError
    let stretches = figures.worstStretchError
    return [
      Goal("worst day \(Figure.signed(error, 1)) min, \(Int(most)) at most", abs(error) <= most),
      outside(figures, within: most),
      Goal("stretches off by \(stretches), 1 at most", abs(stretches) <= 1),
    ]
  }

  private static func outside(_ figures: ScenarioFigures, within most: Double) -> Goal {
    let minutes = figures.worstOutside
    return Goal(
      "truth \(Figure.number(minutes, 1)) min outside the interval, \(Int(most)) at most",
      minutes <= most)
  }
}
