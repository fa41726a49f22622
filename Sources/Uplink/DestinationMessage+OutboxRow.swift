import Store

extension DestinationMessage {
  /// A row as every destination gets it: kept by the broker for nobody, held for whoever is away.
  public init(_ row: OutboxRow) {
    self.init(number: row.number, topicSuffix: row.kind.rawValue, body: row.body)
  }
}
