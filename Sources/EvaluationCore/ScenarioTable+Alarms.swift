import SimulatedWard

extension ScenarioTable {
  /// What alarms are for, and what makes false ones.
  static let alarms = [
    row(
      "alarm-cold-room", "eight beds in a room that turns cold, one infant truly cold", beds: 8,
      [.roomTends(to: 15), .oneUncovered("bed-3", towards: 35)], ward: .oneRoom),
    row(
      "alarm-hot-room", "four beds in a room that turns hot", beds: 4, [.roomTends(to: 33)],
      ward: .oneRoom),
    row("alarm-cold", "uncovered for 90 min", [.uncovered(times: 2, minutes: 90, towards: 35)]),
    row(
      "alarm-fast-fall", "uncovered, much too cold",
      [
        .uncovered(times: 3, minutes: 40, towards: 31)
      ]),
    row("alarm-wavering", "wavers around 36.0 for hours", [.wavering]),
    row("alarm-probe-falls", "the probe falls onto the bedding", [.probeFalls]),
    row(
      "alarm-probe-falls-cold", "the probe falls while the infant is cold",
      [
        .probeFallsWhileCold
      ]),
    row(
      "alarm-silent-cold", "the probe falls silent while the infant is cold",
      [
        .probeSilentWhileCold
      ]),
    row(
      "alarm-restarts", "killed each ten minutes while infants turn cold",
      [.uncovered(times: 2, minutes: 90, towards: 35)], stream: [.restarts(each: .minutes(10))]),
    row("alarm-cold-at-start", "already cold when the gateway starts", [.coldAtStart]),
    row(
      "alarm-bath", "bathed and wrapped again, in standby",
      [.uncovered(times: 3, minutes: 15, towards: 30)], stream: [.standbyWhileUncovered]),
  ]

  private static func row(
    _ name: String, _ summary: String, beds: Int = 2, _ arrangements: [BedArrangement],
    ward: Scenario.Ward = .wide, stream: [StreamFault] = []
  ) -> Scenario {
    Scenario(
      name, summary, roomDegrees: 24, beds: beds, ward: ward, arrangements: arrangements,
      stream: stream, promise: Promise.none)
  }
}
