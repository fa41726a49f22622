import CareLogic
import CareModel

extension Ward {
  /// Holds one filtered skin temperature against every threshold, as it is shown to people.
  ///
  /// - Parameter wasDoubted: Whether the probe was in doubt until this sample.
  mutating func judgeSkin(_ index: Int, _ skin: Celsius, wasDoubted: Bool, at now: Instant) {
    let tenths = skin.shownTenths
    let isDoubted = state.dyads[index].attachment.isDoubted
    let coldSince =
      wasDoubted && !isDoubted ? coldUnderDoubtSince(state.dyads[index].alarms) : nil
    judgeHypothermia(index, tenths, isDoubted: isDoubted, coldSince: coldSince, at: now)
    judgeHyperthermia(index, tenths, at: now)
    judgeAttachment(index, tenths, isDoubted: isDoubted, at: now)
    judgeTrend(index, skin, isDoubted: isDoubted, at: now)
  }

  private mutating func judgeHypothermia(
    _ index: Int, _ tenths: Int, isDoubted: Bool, coldSince: Instant?, at now: Instant
  ) {
    let clearFrom = Int((settings.skinHysteresis.degrees * 10).rounded())
    let group = state.dyads[index].alarms
    let mildLimit = settings.hypothermiaMildBelow.shownTenths
    if tenths >= mildLimit, isAbsent(.hypothermia, of: group) { return }
    let limits = [
      mildLimit, settings.hypothermiaModerateBelow.shownTenths,
      settings.hypothermiaSevereBelow.shownTenths,
    ]
    for (level, limit) in limits.enumerated() {
      // A probe in doubt neither raises nor clears: its own alarm says "probe off or infant cold".
      let judgement: Judgement =
        isDoubted
        ? .between : tenths < limit ? .met : tenths < limit + clearFrom ? .between : .clear
      let onset = judgement == .met ? coldSince ?? now : now
      note(.hypothermia, judgement, level: level, of: group, at: onset)
    }
    settle(.hypothermia, of: group, at: now)
  }

  /// Since when it has been "probe off or infant cold", told or held back: what was cold all the
  /// while waits for no delay anew when the doubt ends.
  private func coldUnderDoubtSince(_ group: Int) -> Instant? {
    guard let index = state.alarms[group].index(of: .probeDetached) else { return nil }
    return state.alarms[group].conditions[index].activeSince(AlarmTable.LevelIndex.detachedAndCold)
  }

  private mutating func judgeHyperthermia(_ index: Int, _ tenths: Int, at now: Instant) {
    let limit = settings.hyperthermiaAbove.shownTenths
    let clearBelow = limit - Int((settings.skinHysteresis.degrees * 10).rounded())
    let group = state.dyads[index].alarms
    if tenths <= limit, isAbsent(.hyperthermia, of: group) { return }
    let judgement: Judgement =
      tenths > limit ? .met : tenths > clearBelow ? .between : .clear
    judge(.hyperthermia, judgement, of: group, at: now)
  }

  private mutating func judgeAttachment(
    _ index: Int, _ tenths: Int, isDoubted: Bool, at now: Instant
  ) {
    let group = state.dyads[index].alarms
    if !isDoubted, isAbsent(.probeDetached, of: group) { return }
    // Evidence that needed a while dates the doubt back to when it began.
    let onset =
      isAbsent(.probeDetached, of: group) ? state.dyads[index].attachment.doubtedSince ?? now : now
    let isCold = tenths < settings.hypothermiaModerateBelow.shownTenths
    let isBack = state.dyads[index].attachment.readsNormal
    let off: Judgement = !isDoubted ? .clear : isBack ? .between : .met
    note(.probeDetached, off, level: 0, of: group, at: onset)
    // Once it read cold it stays loud until the doubt is over: an infant may be under it.
    let loud: Judgement = !isDoubted ? .clear : isCold ? .met : .between
    note(.probeDetached, loud, level: AlarmTable.LevelIndex.detachedAndCold, of: group, at: onset)
    settle(.probeDetached, of: group, at: now)
  }

  /// Looks ahead: a fall that would make the infant cold before anybody looks.
  private mutating func judgeTrend(
    _ index: Int, _ skin: Celsius, isDoubted: Bool, at now: Instant
  ) {
    let group = state.dyads[index].alarms
    guard !isDoubted else {
      // A fallen probe falls too: it tells nothing of the infant.
      state.dyads[index].trend.reset()
      if !isAbsent(.fallingFast, of: group) { judge(.fallingFast, .between, of: group, at: now) }
      return
    }
    guard state.dyads[index].trend.observe(skin, at: now, settings: settings) else { return }
    let judgement = trendJudgement(state.dyads[index].trend, skin)
    if judgement != .met, isAbsent(.fallingFast, of: group) { return }
    judge(.fallingFast, judgement, of: group, at: now)
  }

  private func trendJudgement(_ trend: FallingTrend, _ skin: Celsius) -> Judgement {
    guard let falls = trend.fall(settings: settings) else { return .between }
    let alarms = settings.alarms
    let limit = settings.hypothermiaModerateBelow
    let fall = falls.lasting
    if fall < alarms.fallingPerMinute.degrees / 2 {
      // A step raises nothing; nor does it end what stands, for it may be how the next fall begins.
      return falls.latest < alarms.fallingPerMinute.degrees ? .clear : .between
    }
    // Below the limit it is hypothermia's to tell.
    guard fall >= alarms.fallingPerMinute.degrees, skin.shownTenths >= limit.shownTenths else {
      return .between
    }
    let predicted = Celsius(skin.degrees - fall * alarms.fallingFastWithin.minutes)
    if predicted.shownTenths < limit.shownTenths { return .met }
    return predicted.degrees < limit.degrees + settings.skinHysteresis.degrees ? .between : .clear
  }
}
