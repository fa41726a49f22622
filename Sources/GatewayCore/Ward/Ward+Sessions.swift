import CareLogic
import CareModel

extension Ward {
  /// Tells a final stretch of contact, cut where another provider took over; it joins a session.
  mutating func announce(_ contact: LedgerSpan, _ index: Int, confidence: Double) {
    for (piece, provider) in state.dyads[index].providers.pieces(of: contact) {
      append(piece, provider, confidence, index, isLate: false)
      let ended = state.dyads[index].sessions.add(
        piece, provider: provider, confidence: confidence, infant: state.dyads[index].infant,
        settings: settings)
      if let ended { append(ended, index) }
    }
  }

  /// Tells contact that late evidence showed; sessions that were printed are printed again.
  mutating func announceLate(_ pieces: [LedgerSpan], _ index: Int, confidence: Double) {
    var late: [LatePiece] = []
    for span in pieces where span.state == .contact {
      for (piece, provider) in state.dyads[index].providers.pieces(of: span) {
        append(piece, provider, confidence, index, isLate: true)
        late.append(LatePiece(piece, provider: provider, confidence: confidence))
      }
    }
    if late.isEmpty { return }
    let changed = state.dyads[index].sessions.fill(
      late, infant: state.dyads[index].infant, settings: settings)
    for session in changed { append(session, index) }
    schedule(state.dyads[index].sessionDeadline(settings: settings))
  }

  /// Ends the open session, if there is one.
  mutating func endSession(_ index: Int) {
    let infant = state.dyads[index].infant
    if let session = state.dyads[index].sessions.end(infant: infant, settings: settings) {
      append(session, index)
    }
  }

  private mutating func append(
    _ piece: LedgerSpan, _ provider: Provider, _ confidence: Double, _ index: Int, isLate: Bool
  ) {
    events.append(
      .contact(
        ContactInterval(
          infant: state.dyads[index].infant, from: piece.from, to: piece.to, provider: provider,
          confidence: confidence, isLate: isLate)))
  }

  /// Tells a session, with what it says of the first hours of life.
  private mutating func append(_ session: ContactSession, _ index: Int) {
    let record = HoursRecord(state.dyads[index], at: state.now)
    var session = session
    session.firstHour = firstHour(of: record, within: session.from..<session.to)
    if session.from == record.ledger.firstContact {
      session.firstContactOfLife = firstContactOfLife(of: record)
    }
    events.append(.session(session))
  }
}
