import CareLogic
import CareModel

extension Ward {
  /// When the bed's signals stop saying anything about contact.
  func detectorDeadline(_ dyad: Dyad) -> Instant? {
    let timeout =
      dyad.assignment.binder.flatMap { deviceIndex[$0] }
      .map { state.devices[$0].silenceTimeout(settings: settings) } ?? settings.deviceSilentAfter
    return dyad.detector.silentFrom(timeout)
  }

  /// Why nothing can be said, in words.
  func lossReason(_ dyad: Dyad) -> String {
    guard let binder = dyad.assignment.binder, let index = deviceIndex[binder] else {
      return "no binder assigned"
    }
    if state.devices[index].isLinkDown { return "\(binder) out of reach" }
    if !state.devices[index].silent.isQuiet { return "\(binder) silent" }
    return "\(binder)'s signals do not suffice"
  }

  mutating func loseContact(_ index: Int, reason: String) {
    guard let change = state.dyads[index].detector.lose(reason: reason) else { return }
    book(change, index)
  }

  /// Moves a decided change into the ledger and tells what has become final.
  mutating func book(_ change: ContactChange, _ index: Int) {
    transitions += 1
    // What the binder stored goes in first, so that no unobserved span is printed over it.
    if case .unobserved = state.dyads[index].ledger.openState {
      mergeHistory(index, at: state.now)
    }
    let closed = state.dyads[index].ledger.change(to: change.state, at: change.from)
    if let closed { tell(closed, index, confidence: change.confidenceOfEnded) }
    if change.state == .contact {
      state.dyads[index].openProvider = state.dyads[index].assignment.provider
    }
    schedule(state.dyads[index].sessionDeadline(settings: settings))
    // Without a clock no day ever closes: the detail is bounded all the same.
    if state.dyads[index].ledger.spans.count > Self.spansAtMost {
      state.dyads[index].ledger.forget(before: state.now - settings.ledgerDetail)
    }
    // Decided later than the booking lag: what was printed of that day has other figures now.
    if change.from < state.dyads[index].days.closedUpTo { correctDays(index, at: state.now) }
  }

  /// Prints a closed span; contact also joins the infant's session.
  mutating func tell(_ span: LedgerSpan, _ index: Int, confidence: Double) {
    let infant = state.dyads[index].infant
    switch span.state {
    case .noContact: break
    case .unobserved(let reason):
      events.append(
        .unobserved(
          UnobservedInterval(infant: infant, from: span.from, to: span.to, reason: reason)))
    case .contact:
      events.append(
        .contact(
          ContactInterval(
            infant: infant, from: span.from, to: span.to,
            provider: state.dyads[index].openProvider, confidence: confidence)))
      let ended = state.dyads[index].sessions.add(span, infant: infant, settings: settings)
      if let ended { events.append(.session(ended)) }
    }
  }

  /// A binder that changes its mind each two minutes for a week.
  private static let spansAtMost = 5000

  mutating func endSession(_ index: Int) {
    let infant = state.dyads[index].infant
    if let session = state.dyads[index].sessions.end(infant: infant, settings: settings) {
      events.append(.session(session))
    }
  }
}
