import CareModel
import SimulatedWard
import Testing

@testable import EvaluationCore

/// One infant's day with known truth and books, judged by what its bed is promised.
struct GoalTests {
  private func figures(
    _ equipment: BedEquipment, contact: [TruthInterval], unobserved: [TruthInterval] = [],
    delays: [Double] = [], printed: Double? = nil
  ) -> ScenarioFigures {
    let scenario = Scenario("hand-made", "", equipment: equipment, beds: 1)
    var booked = BookedTime(contact: contact, unobserved: unobserved)
    let counted = printed.map { TimeLength.minutes($0) } ?? contact.totalLength
    booked.days = [
      DaySummary(
        infant: "K-001", date: LocalDate(dayNumber: 20_454), contact: counted,
        noContact: oneDay.length - counted - unobserved.totalLength,
        unobserved: unobserved.totalLength, firstContact: nil, revision: 1)
    ]
    let infant = ScenarioRun.Infant(
      infant: "K-001", truth: minutes((60, 300), (400, 700)), phases: [], booked: booked,
      baselines: [:],
      delays: delays)
    let run = ScenarioRun(
      scenario, seed: 1, script: WardScript.calm(beds: 1, seed: 1), infants: [infant])
    return ScenarioFigures(scenario, runs: [run])
  }

  private func missed(_ figures: ScenarioFigures) -> [String] {
    Goal.all(of: figures).filter { !$0.isMet }.map(\.text)
  }

  @Test(arguments: [BedEquipment.fullBinder, .claspAndProbe])
  func exactBooksMeetEveryGoal(_ equipment: BedEquipment) {
    let right = figures(equipment, contact: minutes((60, 300), (400, 700)), delays: [100])
    #expect(missed(right).isEmpty)
    #expect(Goal.all(of: right).count > 5)
  }

  @Test(arguments: [
    ("sensitivity", minutes((60, 300), (400, 694))),
    ("specificity", minutes((60, 300), (400, 705))),
    ("worst day -6.0", minutes((60, 300), (406, 700))),
    ("outside the interval", minutes((60, 300), (394, 700))),
    ("times right", minutes((62, 302), (402, 702))),
  ])
  func eachGoalOfAFullBinderCanBeMissed(_ goal: String, _ contact: [TruthInterval]) {
    #expect(missed(figures(.fullBinder, contact: contact)).contains { $0.contains(goal) })
  }

  @Test func stretchesCanBeMissed() {
    let parted = minutes((60, 100), (101, 200), (201, 300), (400, 700))
    #expect(
      missed(figures(.fullBinder, contact: parted)).contains { $0.contains("stretches off by 2") })
    let lost = minutes((60, 300))
    #expect(
      !missed(figures(.fullBinder, contact: lost)).contains { $0.contains("stretches") },
      "one too few is allowed")
  }

  @Test func delayCanBeMissed() {
    let right = minutes((60, 300), (400, 700))
    let slow = figures(.fullBinder, contact: right, delays: [100, 181])
    #expect(missed(slow) == ["decided in 181 s, 180 at most"])
  }

  @Test func claspAndProbeIsAllowedMore() {
    let late = minutes((60, 300), (408, 700))
    #expect(missed(figures(.claspAndProbe, contact: late)).isEmpty)
    #expect(!missed(figures(.fullBinder, contact: late)).isEmpty)
  }

  @Test func whatNobodyCanKnowMustNotBeClaimed() {
    let unknown = figures(.claspAlone, contact: [], unobserved: minutes((0, 1440)))
    #expect(missed(unknown).isEmpty)
    #expect(missed(figures(.claspAlone, contact: minutes((60, 300)))).count == 2)
  }

  @Test func eventsThatDisagreeAreAFault() {
    let figures = figures(.fullBinder, contact: minutes((60, 300), (400, 700)), printed: 530)
    #expect(missed(figures) == ["sound events: 1 faults"])
  }
}
