import CareModel
import Testing

@testable import CareLogic
@testable import Presentation

@Suite("Why contact is believed, in words")
struct ContactExplanationTextTests {
  private static func signal(
    _ kind: SignalKind, _ value: Double, _ weight: Double
  ) -> ContactExplanation.Signal {
    ContactExplanation.Signal(
      kind: kind, value: value, weight: weight, logs: [.contact: 0, .open: -weight])
  }

  /// The electrode has slipped off an infant that is in contact.
  private static let slipped = ContactExplanation(
    beliefs: [
      .contact: 0.93, .wrapped: 0.06, .wornEmpty: 0.008, .lying: 0.001, .warmed: 0.001, .open: 0,
    ],
    counted: [.contact], weighedAt: SampleWard.now,
    signals: [
      signal(.clasp, 1, 0.8), signal(.electrode, 0.31, -2.4), signal(.force, 3.04, 2.1),
      signal(.motion, 12.5, 1.1), signal(.tilt, 0.4, 0.1), signal(.warmth, 0.95, 1.6),
      signal(.flow, 0.4, 1.9),
    ],
    innerFace: Celsius(34.8), outerFace: Celsius(27.1), innerDegreesPerMinute: 0.12,
    isClaspClosed: true, skin: Celsius(36.41), room: nil, surprise: 1, surpriseAtMost: 4,
    booked: .contact, bookedUpTo: SampleWard.now - .minutes(3),
    electrodeOff: ElectrodeLevel(0.12), electrodeOn: ElectrodeLevel(0.58),
    electrodeOffReckoned: ElectrodeLevel(0.12), electrodeOnReckoned: ElectrodeLevel(0.58),
    forceAtRest: Newtons(0.1), motionAtRest: MilliG(1.04), innerFaceWorn: Celsius(34.9))

  private static let booked = BookedContact.contact(
    ContactInterval(
      infant: "K-001", from: SampleWard.now - .hours(2), to: SampleWard.now + .hours(1),
      provider: .mother, confidence: 0.98))

  private func text(_ change: (inout ContactExplanation) -> Void = { _ in })
    -> ContactExplanationText
  {
    var explanation = Self.slipped
    change(&explanation)
    return ContactExplanationText(
      explanation, of: "K-001", at: SampleWard.now, clock: SampleWard.clock)
  }

  private func whole(
    isVerbose: Bool = false, _ change: (inout ContactExplanation) -> Void = { _ in }
  ) -> [String] {
    text(change).lines(
      Self.booked, style: TextStyle(columns: 1000, isColoured: false), isVerbose: isVerbose)
  }

  @Test func everythingInWords() {
    let expected = """
      K-001 06:12:40: inner face 34.8 and rising, strap force 3 N, electrode low; contact 0.93, \
      wrapped 0.06, worn empty 0.01
      At 2026-01-10 06:12, 22360 s from the start, believed: in contact 0.93, wrapped in cloth \
      0.06, worn without the infant 0.01.
      - Buckle closed: speaks weakly for contact.
      - Electrode 0.31, low (this binder reads 0.12 off skin and 0.58 on it): speaks strongly \
      against contact.
      - Strap force 3.0 N (this binder reads 0.1 N at rest): speaks strongly for contact.
      - Movement 12.5 mg, moving (this binder reads 1.0 mg at rest): speaks weakly for contact.
      - Tilt moved by 0.4 degrees of late: speaks neither for contact nor against it.
      - Inner face 34.8 °C and rising by 0.12 degrees a minute (worn, this one levels off near \
      34.9 °C in this room): speaks weakly for contact.
      - Outer face 27.1 °C, 7.7 degrees cooler than the inner face: speaks weakly for contact.
      Known besides: chest skin 36.4 °C.
      Unknown: room.
      The signals fit together.
      Final by then: contact up to 06:09:40.
      Booked: contact 04:12 to 07:12, confidence 0.98.
      """
    #expect(whole().joined(separator: "\n") == expected)
  }

  @Test(
    "The one line",
    arguments: [
      (1.0, -0.2, "inner face 34.8 and falling, strap force 3 N, electrode high"),
      (0.4, 0.04, "inner face 34.8 and steady, strap force 3 N, electrode middling"),
      (0.1, 0.05, "inner face 34.8 and rising, strap force 3 N, electrode low"),
    ])
  func oneLine(_ electrode: Double, _ trend: Double, _ words: String) {
    let told = text {
      $0.signals[1].value = electrode
      $0.innerDegreesPerMinute = trend
    }
    #expect(told.summary == words + "; contact 0.93, wrapped 0.06, worn empty 0.01")
  }

  @Test func whatIsNotThereIsUnknown() {
    let lines = whole {
      $0.signals = []
      $0.weighedAt = nil
      $0.innerFace = nil
      $0.outerFace = nil
      $0.skin = nil
      $0.booked = .unobserved("binder-1 silent")
    }
    #expect(
      lines == [
        "K-001 06:12:40: no signal; nothing is known of contact (binder-1 silent)",
        "At 2026-01-10 06:12, 22360 s from the start, nobody can say whether there is contact "
          + "(binder-1 silent).",
        "Unknown: buckle, electrode, strap force, movement, tilt, inner face, outer face, chest "
          + "skin, room.",
        "Booked: contact 04:12 to 07:12, confidence 0.98.",
      ])
  }

  @Test(
    "What counts as contact on a poor binder",
    arguments: [
      ([BinderSituation.contact, .wrapped], "contact (as held) 0.99", "infant in the binder 0.99"),
      ([.contact, .wrapped, .wornEmpty], "contact (as worn) 0.99", "worn 0.99"),
    ])
  func poorBinders(_ counted: [BinderSituation], _ brief: String, _ long: String) {
    let lines = whole { $0.counted = Set(counted) }
    #expect(lines[0].contains("; \(brief)"))
    #expect(lines[1].contains("believed: \(long)"))
    #expect(lines[1].hasSuffix(", so each of them counts as contact."))
  }

  @Test(
    "Contradictions",
    arguments: [
      (2.0, "The signals fit together."),
      (
        2.1,
        "The signals fit together badly: the strap force speaks most for contact, the electrode "
          + "most against it."
      ),
      (
        4.1,
        "The signals contradict each other, and no situation explains them all: the strap force "
          + "speaks most for contact, the electrode most against it."
      ),
    ])
  func contradictions(_ surprise: Double, _ sentence: String) {
    #expect(whole { $0.surprise = surprise }.contains(sentence))
  }

  @Test(
    "Levels that are not learnt yet",
    arguments: [
      (nil, nil, "(expected are about 0.12 off skin and 0.58 on it; this binder's own levels"),
      (0.12, nil, "(this binder reads 0.12 off skin; on it, about 0.58 is expected)"),
      (nil, 0.58, "(this binder reads 0.58 on skin; off it, about 0.12 is expected)"),
    ] as [(Double?, Double?, String)])
  func levels(_ off: Double?, _ on: Double?, _ words: String) {
    let lines = whole {
      $0.electrodeOff = off.map { ElectrodeLevel($0) }
      $0.electrodeOn = on.map { ElectrodeLevel($0) }
    }
    #expect(lines[3].contains(words), "\(lines[3])")
  }

  @Test func anOldBeliefSaysSo() {
    let lines = whole { $0.weighedAt = SampleWard.now - .seconds(130) }
    #expect(lines[1].hasSuffix(" The binder was last heard 2 min before."))
  }

  @Test func natsAreForThoseWhoAsk() {
    #expect(!whole().joined().contains("nats"))
    #expect(whole(isVerbose: true)[3].contains("(-2.40 nats; contact 0.0, wrapped 0.0,"))
  }

  @Test(arguments: [20, 40, 80]) func detailsKeepToTheWidth(_ columns: Int) {
    let lines = text().lines(Self.booked, style: TextStyle(columns: columns, isColoured: true))
    for line in lines.dropFirst() { #expect(DisplayWidth.of(line) <= columns, "\(line)") }
  }

  @Test func namesFromOutsideAreHarmless() {
    let lines = whole { $0.booked = .unobserved("a\u{1B}[2Jb\nc") }
    #expect(!lines.joined().contains("\u{1B}") && !lines.joined().contains("\n"))
  }
}
