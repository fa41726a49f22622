import CareLogic
import CareModel

extension Ward {
  /// Holds one filtered skin temperature against every threshold, as it is shown to people.
  mutating func judgeSkin(_ index: Int, _ skin: Celsius, at now: Instant) {
    let tenths = skin.shownTenths
    let isDoubted = state.dyads[index].attachment.isDoubted
    judgeHypothermia(index, tenths, isDoubted: isDoubted, at: now)
    judgeHyperthermia(index, tenths, at: now)
    judgeAttachment(index, tenths, isDoubted: isDoubted, at: now)
  }

  private mutating func judgeHypothermia(
    _ index: Int, _ tenths: Int, isDoubted: Bool, at now: Instant
  ) {
    let clearFrom = (settings.skinHysteresis.degrees * 10).rounded()
    let limits = [
      settings.hypothermiaMildBelow, settings.hypothermiaModerateBelow,
      settings.hypothermiaSevereBelow,
    ]
    let mildLimit = limits[0].shownTenths
    if tenths >= mildLimit, state.dyads[index].hypothermia.isQuiet { return }
    for level in limits.indices {
      let limit = limits[level].shownTenths
      // A probe in doubt neither raises nor clears: its own alarm says "probe off or infant cold".
      let judgement: Judgement =
        isDoubted
        ? .between : tenths < limit ? .met : tenths < limit + Int(clearFrom) ? .between : .clear
      state.dyads[index].hypothermia.judge(judgement, level: level, at: now)
    }
    settle(\.dyads[index].hypothermia, table.hypothermia, at: now)
  }

  private mutating func judgeHyperthermia(_ index: Int, _ tenths: Int, at now: Instant) {
    let limit = settings.hyperthermiaAbove.shownTenths
    let clearBelow = limit - Int((settings.skinHysteresis.degrees * 10).rounded())
    if tenths <= limit, state.dyads[index].hyperthermia.isQuiet { return }
    let judgement: Judgement =
      tenths > limit ? .met : tenths > clearBelow ? .between : .clear
    state.dyads[index].hyperthermia.judge(judgement, level: 0, at: now)
    settle(\.dyads[index].hyperthermia, table.hyperthermia, at: now)
  }

  private mutating func judgeAttachment(
    _ index: Int, _ tenths: Int, isDoubted: Bool, at now: Instant
  ) {
    if !isDoubted, state.dyads[index].probeDetached.isQuiet { return }
    let isCold = tenths < settings.hypothermiaModerateBelow.shownTenths
    state.dyads[index].probeDetached.judge(isDoubted ? .met : .clear, level: 0, at: now)
    // Once it read cold it stays loud until the doubt is over: an infant may be under it.
    let loud: Judgement = !isDoubted ? .clear : isCold ? .met : .between
    state.dyads[index].probeDetached.judge(loud, level: 1, at: now)
    settle(\.dyads[index].probeDetached, table.probeDetached, at: now)
  }

  /// Meets what is due at once, and plans the rest.
  mutating func settle(
    _ path: WritableKeyPath<WardState, MonitoredCondition>, _ rule: AlarmRule, at now: Instant
  ) {
    guard let due = state[keyPath: path].deadline(rule: rule) else { return }
    if due <= now {
      state[keyPath: path].elapse(to: now, rule: rule, boot: state.boot, into: &events)
      schedule(state[keyPath: path].deadline(rule: rule))
    } else {
      schedule(due)
    }
  }
}
