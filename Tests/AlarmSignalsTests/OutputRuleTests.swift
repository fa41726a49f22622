import AlarmSignals
import CareModel
import Testing

/// What each kind of output shows of what stands.
@Suite struct OutputRuleTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var name: String
    var rule: OutputRule
    var annunciation: Annunciation
    var signal: Signal
    var testDescription: String { name }

    init(_ name: String, _ rule: OutputRule, _ annunciation: Annunciation, _ signal: Signal) {
      self.name = name
      self.rule = rule
      self.annunciation = annunciation
      self.signal = signal
    }
  }

  private static let call = OutputRule(kind: .nurseCall, leastPriority: .medium)
  private static let longCall = OutputRule(
    kind: .nurseCall, leastPriority: .medium, callUntil: .resolved)
  private static let buzzer = OutputRule(kind: .buzzer, bed: "1", leastPriority: .high)
  private static let lamp = OutputRule(kind: .lamp)
  private static let yellow = OutputRule(
    kind: .lamp, leastPriority: .medium, mostPriority: .medium)

  private static func ward(
    _ standing: AlarmPriority?, _ sounding: AlarmPriority?, isEscalated: Bool = false,
    isTest: Bool = false, stationIsSilent: Bool = false
  ) -> Annunciation {
    let level = Annunciation.Level(
      standing: standing, sounding: sounding, isEscalated: isEscalated)
    return Annunciation(
      ward: level, beds: ["1": level], isTest: isTest, stationIsSilent: stationIsSilent)
  }

  static let rows: [Row] = [
    Row("all is well: drawn", call, .quiet, .on),
    Row("a high alarm calls", call, ward(.high, .high), .off),
    Row("a medium one, too", call, ward(.medium, .medium), .off),
    Row("a low one does not", call, ward(.low, .low), .on),
    Row("an answered one does not", call, ward(.high, nil), .on),
    Row("one answered, another not", call, ward(.high, .medium), .off),
    Row("it calls as long as it stands, if told so", longCall, ward(.high, nil), .off),
    Row("what stands too low does not", longCall, ward(.low, nil), .on),
    Row("a test calls", call, ward(nil, nil, isTest: true), .off),
    Row("a low one that nobody answered", call, ward(.low, .low, isEscalated: true), .off),
    Row(
      "a low one while the station is silent", call, ward(.low, .low, stationIsSilent: true), .off),
    Row("a silent station alone is no call", call, ward(nil, nil, stationIsSilent: true), .on),
    Row(
      "another bed's alarm is not this bed's", OutputRule(kind: .nurseCall, bed: "2"),
      ward(.high, .high), .on),
    Row(
      "what belongs to no bed is every bed's", OutputRule(kind: .nurseCall, bed: "2"),
      Annunciation(everywhere: Annunciation.Level(standing: .medium, sounding: .medium)), .off),
    Row(
      "the louder of both is a bed's", OutputRule(kind: .lamp, bed: "1"),
      Annunciation(
        beds: ["1": Annunciation.Level(standing: .high)],
        everywhere: Annunciation.Level(standing: .low)), .pattern(.highFlash)),
    Row(
      "the gateway's relay shows no alarm", OutputRule(kind: .gatewayFailed), ward(.high, .high),
      .on),
    Row("the buzzer of a bed", buzzer, ward(.high, .high), .pattern(.highBurst)),
    Row("the buzzer leaves what is less to others", buzzer, ward(.medium, .medium), .off),
    Row("the buzzer is quiet when answered", buzzer, ward(.high, nil), .off),
    Row(
      "the buzzer rings for all while the station is silent", buzzer,
      ward(.low, .low, stationIsSilent: true), .pattern(.lowBurst)),
    Row(
      "the buzzer rings louder for what nobody answered", buzzer,
      ward(.medium, .medium, isEscalated: true), .pattern(.highBurst)),
    Row("the buzzer in a test", buzzer, ward(nil, nil, isTest: true), .pattern(.highBurst)),
    Row(
      "the lamp shows what stands, answered or not", lamp, ward(.high, nil), .pattern(.highFlash)),
    Row("the lamp at medium", lamp, ward(.medium, .low), .pattern(.mediumFlash)),
    Row("the lamp at low", lamp, ward(.low, nil), .pattern(.lowLight)),
    Row("the lamp is dark when nothing stands", lamp, .quiet, .off),
    Row("the yellow lamp", yellow, ward(.medium, nil), .pattern(.mediumFlash)),
    Row("the yellow lamp leaves high to the red", yellow, ward(.high, nil), .off),
    Row("the yellow lamp leaves low to the blue", yellow, ward(.low, nil), .off),
    Row("the yellow lamp in a test", yellow, ward(nil, nil, isTest: true), .pattern(.mediumFlash)),
  ]

  @Test(arguments: rows)
  func theSignalIsTheTables(_ row: Row) {
    #expect(row.rule.signal(for: row.annunciation) == row.signal)
  }
}
