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
    if state.devices[index].isSilent { return "\(binder) silent" }
    return "\(binder)'s signals do not suffice"
  }

  mutating func loseContact(_ index: Int, reason: String) {
    for change in state.dyads[index].detector.lose(reason: reason, settings: settings) {
      book(change, index)
    }
  }

  /// Decides on what was observed so far, as when nothing more will come.
  mutating func settleContact(_ index: Int) {
    for change in state.dyads[index].detector.settle(settings: settings) { book(change, index) }
  }

  /// Signals that no situation explains are a condition of their own.
  mutating func judgeContradiction(_ index: Int, at now: Instant) {
    let surprise = state.dyads[index].detector.surprise
    let limit = settings.contact.surpriseAtMost
    let group = state.dyads[index].alarms
    if surprise <= limit, isAbsent(.contradictorySignals, of: group) { return }
    let judgement: Judgement =
      surprise > limit ? .met : surprise > 0.7 * limit ? .between : .clear
    judge(.contradictorySignals, judgement, of: group, at: now)
  }

  /// An infant that was in contact and is seen without; what was not seen claims nothing.
  private mutating func judgeInterruption(_ index: Int, _ change: ContactChange) {
    let group = state.dyads[index].alarms
    switch change.state {
    case .contact: judge(.contactInterrupted, .clear, of: group, at: state.now)
    case .unobserved: judge(.contactInterrupted, .between, of: group, at: state.now)
    case .noContact:
      guard state.dyads[index].ledger.firstContact != nil else { return }
      judge(.contactInterrupted, .met, of: group, at: change.from)
    }
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
    judgeInterruption(index, change)
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
      announce(span, index, confidence: confidence)
    }
  }

  /// A binder that changes its mind each two minutes for a week.
  private static let spansAtMost = 5000
}
