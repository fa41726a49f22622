import CareLogic
import CareModel

extension Ward {
  /// Takes one stored record of a device that was out of reach.
  mutating func takeHistory(
    _ reading: Reading, measuredAt: Instant, device: Int, at now: Instant
  ) {
    guard case .binder = state.devices[device].use, measuredAt <= now else {
      state.unplaceableRecords += 1
      return
    }
    let index = state.devices[device].slot
    let dyad = state.dyads[index]
    guard measuredAt >= dyad.ledger.detailFrom, measuredAt >= dyad.binderSince else {
      state.unplaceableRecords += 1
      return
    }
    if let branch = state.dyads[index].branch, measuredAt < branch.lastMeasured {
      mergeHistory(index, at: now)
    }
    if state.dyads[index].branch == nil {
      state.dyads[index].branch = HistoryBranch(
        startingAt: measuredAt, arrivedAt: now, calibration: dyad.detector.calibration,
        settings: settings)
    }
    let room = roomOfDyad(index)
    state.dyads[index].branch?.observe(
      reading, room: room, measuredAt: measuredAt, arrivedAt: now,
      settings: settings)
    schedule(state.dyads[index].branch?.deadline(settings: settings))
  }

  /// Fills what was unobserved with what a complete hand-over shows.
  mutating func mergeHistory(_ index: Int, at now: Instant) {
    guard let branch = state.dyads[index].branch else { return }
    state.dyads[index].branch = nil
    let evidence = branch.decidedSpans(settings: settings)
    let openEnd = min(now, branch.lastMeasured)
    var closedLate: LedgerSpan?
    if case .unobserved = state.dyads[index].ledger.openState,
      openEnd > state.dyads[index].ledger.openFrom
    {
      let open = state.dyads[index].ledger.openState
      closedLate = state.dyads[index].ledger.change(to: open, at: openEnd)
    }
    let filled = state.dyads[index].ledger.fill(evidence)
    announceLate(filled, index, confidence: settings.historyConfidence)
    if let closedLate { tellStillUnobserved(within: closedLate, index) }
    if !filled.isEmpty {
      correctDays(index, at: now)
      state.dyads[index].goalLook = now
      schedule(now)
    }
  }

  private mutating func tellStillUnobserved(within window: LedgerSpan, _ index: Int) {
    let infant = state.dyads[index].infant
    for span in state.dyads[index].ledger.spans {
      guard case .unobserved(let reason) = span.state, span.from >= window.from,
        span.to <= window.to
      else { continue }
      events.append(
        .unobserved(
          UnobservedInterval(infant: infant, from: span.from, to: span.to, reason: reason)))
    }
  }
}
