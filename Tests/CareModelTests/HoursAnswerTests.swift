import CareModel
import Testing

@Suite("Whether the goal was reached")
struct HoursAnswerTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var contact: Double
    var unobserved: Double
    var notCovered: Double
    var moreThan: Answer
    var atLeast: Answer
    var testDescription: String { "\(contact) + \(unobserved) + \(notCovered) min" }
  }

  private static func answer(_ row: Row, _ comparator: GoalDefinition.Comparator) -> HoursAnswer {
    HoursAnswer(
      definition: GoalDefinition(
        goal: .hours(8), comparator: comparator, window: .before(.hours(24))),
      contact: .minutes(row.contact),
      noContact: .minutes(1440 - row.contact - row.unobserved - row.notCovered),
      unobserved: .minutes(row.unobserved), notCovered: .minutes(row.notCovered))
  }

  @Test(
    "the interval, not its lower end, answers; straddling cannot be said",
    arguments: [
      Row(contact: 480, unobserved: 0, notCovered: 0, moreThan: .no, atLeast: .yes),
      Row(contact: 480.001, unobserved: 0, notCovered: 0, moreThan: .yes, atLeast: .yes),
      Row(contact: 479.999, unobserved: 0, notCovered: 0, moreThan: .no, atLeast: .no),
      Row(contact: 470, unobserved: 10, notCovered: 0, moreThan: .no, atLeast: .cannotBeSaid),
      Row(contact: 470, unobserved: 0, notCovered: 10, moreThan: .no, atLeast: .cannotBeSaid),
      Row(
        contact: 470, unobserved: 6, notCovered: 6, moreThan: .cannotBeSaid,
        atLeast: .cannotBeSaid),
      Row(contact: 470, unobserved: 9, notCovered: 0, moreThan: .no, atLeast: .no),
      Row(contact: 500, unobserved: 900, notCovered: 0, moreThan: .yes, atLeast: .yes),
      Row(
        contact: 0, unobserved: 0, notCovered: 1440, moreThan: .cannotBeSaid,
        atLeast: .cannotBeSaid),
    ])
  func answers(row: Row) {
    #expect(Self.answer(row, .moreThan).reached == row.moreThan)
    #expect(Self.answer(row, .atLeast).reached == row.atLeast)
    #expect(Self.answer(row, .atLeast).window == .hours(24))
  }

  @Test("every answer names the definition that it used")
  func words() {
    var settings = CareSettings()
    #expect(settings.goalDefinition.words == "more than 8 h of contact in a KMC day")
    settings.goalMustBeExceeded = 0
    settings.goalWindow = .hours(24)
    #expect(settings.goalDefinition.words == "at least 8 h of contact in 24 h")
    settings.goalPerDay = .minutes(505)
    #expect(
      settings.goalDefinition(over: .before(.minutes(45))).words
        == "at least 8 h 25 min of contact in 45 min")
  }

  @Test(
    "two runs lie on one boot of the machine where their names say so",
    arguments: [
      ("1a2b-100", "1a2b-900", true), ("1a2b-100", "ffff-100", false), ("b1", "b1", false),
      ("b1", "b2", false), ("-100", "-200", false),
    ])
  func machineBoots(one: String, other: String, expected: Bool) {
    #expect(BootIdentifier(one).isOnSameMachineBoot(as: BootIdentifier(other)) == expected)
  }
}
