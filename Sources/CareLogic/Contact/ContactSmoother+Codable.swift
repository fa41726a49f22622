import CareModel

/// Whole numbers only, so that a checkpoint stays small: instants in milliseconds, evidence in hundredths.
extension ContactSmoother.Step: Codable {
  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    let at = Instant(milliseconds: try container.decode(Int64.self))
    let from = Instant(milliseconds: at.milliseconds - (try container.decode(Int64.self)))
    let flags = try container.decode(Int.self)
    let meaning = try container.decode(ContactMeaning.self)
    var evidence = BySituation(repeating: 0)
    for lane in BySituation.lanes {
      // A checkpoint of an earlier release does not know the last situation.
      evidence[lane] =
        container.isAtEnd
        ? evidence[.wornEmpty] : Double(try container.decode(Int.self)) / 100
    }
    self.init(
      from: from, at: at, evidence: evidence, meaning: meaning, isContradictory: flags & 1 != 0,
      filling: BinderFilling(rawValue: flags / 2) ?? .none)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(at.milliseconds)
    try container.encode(at.milliseconds - from.milliseconds)
    try container.encode((isContradictory ? 1 : 0) + 2 * filling.rawValue)
    try container.encode(meaning)
    for lane in BySituation.lanes { try container.encode(Int((evidence[lane] * 100).rounded())) }
  }
}
