import CareModel
import Testing

/// One situation between two stretches of contact, and what is to be booked of it.
struct ContactRow: Sendable, CustomTestStringConvertible {
  /// A stretch of one thing.
  struct Stretch: Sendable {
    var situation: BinderRun.Situation
    var minutes: Double
    var wild: BinderRun.Sensors = []
  }

  var name: String
  /// Starts and ends of contact, in minutes after the start.
  var contact: [ClosedRange<Double>]
  var stretches: [Stretch]
  var change: @Sendable (inout BinderRun) -> Void = { _ in }

  var testDescription: String { name }

  /// Half an hour open, an hour of contact, the situation, contact, open.
  static func between(
    _ name: String, _ situation: BinderRun.Situation,
    _ change: @escaping @Sendable (inout BinderRun) -> Void = { _ in }
  ) -> ContactRow {
    ContactRow(
      name: name, contact: [30...90, 130...170],
      stretches: [
        Stretch(situation: .open, minutes: 30), Stretch(situation: .contact, minutes: 60),
        Stretch(situation: situation, minutes: 40), Stretch(situation: .contact, minutes: 40),
        Stretch(situation: .open, minutes: 20),
      ], change: change)
  }

  /// Two hours of contact with something in it that does not end it.
  static func within(_ name: String, _ middle: [Stretch]) -> ContactRow {
    let minutes = middle.reduce(0) { $0 + $1.minutes }
    return ContactRow(
      name: name, contact: [30...130 + minutes],
      stretches: [
        Stretch(situation: .open, minutes: 30), Stretch(situation: .contact, minutes: 60),
      ] + middle + [
        Stretch(situation: .contact, minutes: 40), Stretch(situation: .open, minutes: 20),
      ])
  }

  func played(period: Double) -> BinderRun {
    var run = BinderRun()
    run.period = period
    change(&run)
    for stretch in stretches {
      run.wild = stretch.wild
      run.run(stretch.situation, minutes: stretch.minutes)
    }
    run.settle()
    return run
  }

  /// What must be no contact, and is often taken for it.
  static let notContact: [ContactRow] = [
    .between("open in the cot", .open),
    .between("clasped on a chair", .lying),
    .between("worn empty", .wornEmpty),
    .between("wrapped", .wrapped),
    .between("incubator", .incubator),
    .between("sun", .sun),
    .between("open with a stuck clasp", .open) { $0.isClaspStuck = true },
    .between("a face that levels off at 27", .lying) { $0.wornInner = 27 },
    .between("a face that levels off at 34", .lying) { $0.wornInner = 34 },
    .between("a weak electrode", .open) { ($0.electrodeOff, $0.electrodeOn) = (0.05, 0.25) },
    .between("a weak electrode on a chair", .lying) {
      ($0.electrodeOff, $0.electrodeOn) = (0.05, 0.25)
    },
    .between("a strong electrode", .open) { ($0.electrodeOff, $0.electrodeOn) = (0.3, 0.9) },
    .between("a strong electrode on a chair", .lying) {
      ($0.electrodeOff, $0.electrodeOn) = (0.3, 0.9)
    },
    .between("a strong electrode worn empty", .wornEmpty) {
      ($0.electrodeOff, $0.electrodeOn) = (0.3, 0.9)
    },
    .between("an electrode that creeps up", .lying) { $0.creepPerHour = 0.1 },
    .between("no probe", .lying) { $0.isProbeSeated = false },
    .between("no ward thermometer", .lying) { $0.room = nil },
    .between("a cold ward", .lying) { $0.room = 10 },
    .between("a hot ward", .lying) { $0.room = 31 },
  ]

  /// What must not interrupt.
  static let contact: [ContactRow] = [
    .within(
      "electrode off for a minute, again and again",
      (0..<4).flatMap { _ in
        [Stretch(situation: .lifted, minutes: 1), Stretch(situation: .contact, minutes: 9)]
      }),
    .within("a wild electrode", [Stretch(situation: .contact, minutes: 60, wild: .electrode)]),
    .within("a wild strap", [Stretch(situation: .contact, minutes: 60, wild: .force)]),
    .within("a wild motion sensor", [Stretch(situation: .contact, minutes: 60, wild: .motion)]),
    .within("a wild inner face", [Stretch(situation: .contact, minutes: 60, wild: .inner)]),
    .within("a clasp that bounces", [Stretch(situation: .contact, minutes: 60, wild: .clasp)]),
    .within("a wild tilt", [Stretch(situation: .contact, minutes: 60, wild: .tilt)]),
  ]
}
