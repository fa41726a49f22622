import CareModel

/// One row of numbers, because a week of sessions is in every checkpoint.
extension SessionSum: Codable {
  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    bounds = try row.decode([Instant].self)
    guard bounds.count >= 2 else {
      throw DecodingError.dataCorruptedError(
        in: row, debugDescription: "a session has a beginning and an end")
    }
    providers = try row.decode([ContactSession.Share].self)
    confidenceSeconds = try row.decode(Double.self)
    weighedSeconds = try row.decode(Double.self)
    revision = try row.decode(Int.self)
    replaced = try row.decode([Instant].self)
    isPrinted = try row.decode(Bool.self)
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.unkeyedContainer()
    try row.encode(bounds)
    try row.encode(providers)
    try row.encode(confidenceSeconds)
    try row.encode(weighedSeconds)
    try row.encode(revision)
    try row.encode(replaced)
    try row.encode(isPrinted)
  }
}
