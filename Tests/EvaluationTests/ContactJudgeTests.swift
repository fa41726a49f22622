import CareModel
import EvaluationCore
import SimulatedWard
import Testing

/// One day on which the truth is contact from minute 60 to 300 and from 400 to 700.
struct ContactJudgeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var contact: [TruthInterval]
    var unobserved: [TruthInterval] = []
    var sensitivity: Double?
    var specificity: Double?
    var error: Double
    var outside: Double
    var found: Int
    var trueStretches = 2
  }

  static let truth = minutes((60, 300), (400, 700))

  static let rows = [
    Row(
      testDescription: "exact", contact: truth, sensitivity: 1, specificity: 1, error: 0,
      outside: 0, found: 2),
    Row(
      testDescription: "nothing found", contact: [], sensitivity: 0, specificity: 1,
      error: -540, outside: 540, found: 0),
    Row(
      testDescription: "all day", contact: minutes((0, 1440)), sensitivity: 1, specificity: 0,
      error: 900, outside: 900, found: 1),
    Row(
      testDescription: "54 minutes too long", contact: minutes((60, 300), (400, 754)),
      sensitivity: 1, specificity: 0.94, error: 54, outside: 54, found: 2),
    Row(
      testDescription: "a quarter of a minute is no minute",
      contact: minutes((60.25, 300), (400, 700.25)), sensitivity: 1, specificity: 1, error: 0,
      outside: 0, found: 2),
    Row(
      testDescription: "the first stretch unobserved", contact: minutes((400, 700)),
      unobserved: minutes((50, 310)), sensitivity: 1, specificity: 1, error: 0, outside: 0,
      found: 1, trueStretches: 1),
    Row(
      testDescription: "all unobserved", contact: [], unobserved: minutes((0, 1440)),
      sensitivity: nil, specificity: nil, error: 0, outside: 0, found: 0, trueStretches: 0),
    Row(
      testDescription: "a false interruption of a minute",
      contact: minutes((60, 100), (101, 300), (400, 700)), sensitivity: 539 / 540,
      specificity: 1, error: -1, outside: 1, found: 3),
    Row(
      testDescription: "half a minute unobserved parts nothing",
      contact: minutes((60, 100), (100.5, 300), (400, 700)),
      unobserved: minutes((100, 100.5)), sensitivity: 1, specificity: 1, error: 0, outside: 0,
      found: 2),
    Row(
      testDescription: "five minutes unobserved part both",
      contact: minutes((60, 100), (105, 300), (400, 700)), unobserved: minutes((100, 105)),
      sensitivity: 1, specificity: 1, error: 0, outside: 0, found: 3, trueStretches: 3),
    Row(
      testDescription: "a stretch that never was", contact: truth + minutes((900, 901)),
      sensitivity: 1, specificity: 899 / 900, error: 1, outside: 1, found: 3),
  ]

  @Test(arguments: rows) func judges(_ row: Row) {
    let booked = BookedTime(contact: row.contact, unobserved: row.unobserved)
    let judge = ContactJudge(truth: Self.truth, booked: booked)
    let figures = judge.figures(of: "K-001", day: 0, in: oneDay)
    #expect(figures.minutes.total == 1440)
    #expect(figures.minutes.sensitivity == row.sensitivity)
    #expect(figures.minutes.specificity == row.specificity)
    #expect(figures.errorMinutes == row.error)
    #expect(figures.outsideMinutes == row.outside)
    #expect(figures.foundStretches == row.found)
    #expect(figures.trueStretches == row.trueStretches)
  }

  /// Minute by minute, each side by its own majority.
  @Test(arguments: [
    (10.25, 20.25, 1.0), (10, 20, 1), (10.4, 20.4, 1), (10.75, 20.75, 0.9), (9.4, 20.25, 1),
  ])
  func minutesGoByTheirMajority(_ from: Double, _ to: Double, _ sensitivity: Double) {
    let booked = BookedTime(contact: minutes((from, to)), unobserved: [])
    let judge = ContactJudge(truth: minutes((10.25, 20.25)), booked: booked)
    #expect(judge.minutes(in: oneDay).sensitivity == sensitivity)
    let early = ContactJudge(truth: minutes((10.75, 20.75)), booked: booked)
    #expect(early.minutes(in: oneDay).sensitivity == (to > 20.5 ? 1.0 : 0.9))
  }

  @Test func unobservedMinutesAreWrongWhenTheyCount() {
    let booked = BookedTime(contact: minutes((400, 700)), unobserved: minutes((0, 360)))
    let minutes = ContactJudge(truth: Self.truth, booked: booked).minutes(in: oneDay)
    #expect(minutes.sensitivity == 1)
    #expect(minutes.strictSensitivity == 300.0 / 540)
    #expect(minutes.strictSpecificity == 780.0 / 900)
    #expect(minutes.unobservedShare == 0.25)
  }

  /// A short pause that really was may be found or not: either way it parts nothing.
  @Test(arguments: [minutes((0, 60), (61, 90)), minutes((0, 90))])
  func shortPausePartsNothing(_ contact: [TruthInterval]) {
    let booked = BookedTime(contact: contact, unobserved: [])
    let judge = ContactJudge(truth: minutes((0, 60), (61, 90)), booked: booked)
    #expect(judge.trueStretches(in: oneDay).count == 1)
    #expect(judge.foundStretches(in: oneDay).count == 1)
  }

  /// A longer pause parts two stretches also where it was found a little too short.
  @Test func longerPauseThatWasFoundTooShortParts() {
    let booked = BookedTime(contact: minutes((0, 60), (61.9, 90)), unobserved: [])
    let judge = ContactJudge(truth: minutes((0, 60), (62.1, 90)), booked: booked)
    #expect(judge.trueStretches(in: oneDay).count == 2)
    #expect(judge.foundStretches(in: oneDay).count == 2)
  }

  @Test func boundariesAreMeasuredWhereBothSidesWereObserved() {
    let booked = BookedTime(
      contact: minutes((60.5, 300), (430, 701)), unobserved: minutes((299, 320)))
    let errors = ContactJudge(truth: Self.truth, booked: booked).boundaryErrors(in: oneDay)
    // The end at 300 was not observed; the start at 400 was found half an hour late.
    #expect(errors.seconds == [30, 60])
    #expect(errors.missing == 1)
  }

  @Test func namesWhereBooksAreWrong() {
    let booked = BookedTime(
      contact: minutes((60, 310), (420, 700)), unobserved: minutes((400, 410)))
    let judge = ContactJudge(truth: Self.truth, booked: booked)
    #expect(
      judge.differences(in: oneDay, longerThan: .minutes(1)) == [
        ContactDifference(interval: minutes((300, 310))[0], kind: .taken),
        ContactDifference(interval: minutes((410, 420))[0], kind: .missed),
      ])
  }
}
