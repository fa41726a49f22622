import CareModel

/// Whole numbers only, so that a checkpoint stays small: instants in milliseconds, evidence in hundredths.
extension ContactSmoother.Step: Codable {
  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    at = Instant(milliseconds: try container.decode(Int64.self))
    from = Instant(milliseconds: at.milliseconds - (try container.decode(Int64.self)))
    isContradictory = try container.decode(Int.self) != 0
    meaning = try container.decode(ContactMeaning.self)
    evidence = BySituation(repeating: 0)
    for lane in 0..<6 { evidence[lane] = Double(try container.decode(Int.self)) / 100 }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(at.milliseconds)
    try container.encode(at.milliseconds - from.milliseconds)
    try container.encode(isContradictory ? 1 : 0)
    try container.encode(meaning)
    for lane in 0..<6 { try container.encode(Int((evidence[lane] * 100).rounded())) }
  }
}
