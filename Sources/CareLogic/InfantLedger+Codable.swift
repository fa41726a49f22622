import CareModel

/// Spans touch, so that a week of them is saved as its boundaries: a checkpoint stays small.
extension InfantLedger {
  private enum CodingKeys: String, CodingKey {
    case openState, openFrom, coveredFrom, detailFrom, firstEndedContact, begins, states, reasons
  }

  private static let contactCode = 0
  private static let noContactCode = 1
  private static let firstReasonCode = 2

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    openState = try values.decode(ContactState.self, forKey: .openState)
    openFrom = try values.decode(Instant.self, forKey: .openFrom)
    coveredFrom = try values.decode(Instant.self, forKey: .coveredFrom)
    detailFrom = try values.decode(Instant.self, forKey: .detailFrom)
    firstEndedContact = try values.decodeIfPresent(Instant.self, forKey: .firstEndedContact)
    let begins = try values.decode([Instant].self, forKey: .begins)
    let codes = try values.decode([Int].self, forKey: .states)
    let reasons = try values.decode([String].self, forKey: .reasons)
    guard begins.count == codes.count,
      codes.allSatisfy({ (0..<Self.firstReasonCode + reasons.count).contains($0) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .states, in: values, debugDescription: "spans and their states do not match")
    }
    spans = begins.indices.map { index in
      LedgerSpan(
        state: Self.state(codes[index], reasons), from: begins[index],
        to: index + 1 < begins.count ? begins[index + 1] : openFrom)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var reasons: [String] = []
    let codes = spans.map { Self.code($0.state, &reasons) }
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(openState, forKey: .openState)
    try values.encode(openFrom, forKey: .openFrom)
    try values.encode(coveredFrom, forKey: .coveredFrom)
    try values.encode(detailFrom, forKey: .detailFrom)
    try values.encodeIfPresent(firstEndedContact, forKey: .firstEndedContact)
    try values.encode(spans.map(\.from), forKey: .begins)
    try values.encode(codes, forKey: .states)
    try values.encode(reasons, forKey: .reasons)
  }

  private static func state(_ code: Int, _ reasons: [String]) -> ContactState {
    switch code {
    case contactCode: .contact
    case noContactCode: .noContact
    default: .unobserved(reasons[code - firstReasonCode])
    }
  }

  private static func code(_ state: ContactState, _ reasons: inout [String]) -> Int {
    switch state {
    case .contact: return contactCode
    case .noContact: return noContactCode
    case .unobserved(let reason):
      if let known = reasons.firstIndex(of: reason) { return firstReasonCode + known }
      reasons.append(reason)
      return firstReasonCode + reasons.count - 1
    }
  }
}
