import CareModel
import SimulatedWard

/// A true episode of which somebody had to be told, and what counts as telling.
struct AlarmDemand {
  var name: String
  var episode: TruthInterval
  /// From the episode's begin to the latest moment at which it had to be told.
  var window: TruthInterval
  var tells: (AlarmStory, TruthInterval) -> Bool

  func isTold(by stories: [AlarmStory], within window: TruthInterval) -> Bool {
    stories.contains { tells($0, window) }
  }
}

extension AlarmJudge {
  /// Whatever lasted for so long, and was so plain, that an alarm had to come.
  var demands: [AlarmDemand] {
    cold + hot + rooms + fallen + silent
  }

  private func demands(
    _ name: String, _ episodes: [TruthInterval], after delay: TimeLength,
    tells: @escaping (AlarmStory, TruthInterval) -> Bool
  ) -> [AlarmDemand] {
    episodes.filter { $0.length >= delay + Self.margin && $0.to < end }.map {
      AlarmDemand(
        name: name, episode: $0,
        window: TruthInterval(from: $0.from, to: $0.from + delay + Self.margin), tells: tells)
    }
  }

  private func isOfInfant(_ story: AlarmStory) -> Bool { story.subject == .infant(bed.infant) }

  /// Without a probe nobody can know; that it is silent is told.
  private func isProbeSilence(_ story: AlarmStory, _ window: TruthInterval) -> Bool {
    story.condition == .deviceSilent && story.subject == probe.map { .device($0) }
      && story.stood(in: window)
  }

  private var cold: [AlarmDemand] {
    guard probe != nil else { return [] }
    let moderate = course.stretches {
      $1.skin < settings.hypothermiaModerateBelow.degrees - Self.sensorError && $1.isProbeSeated
    }
    let mild = course.stretches {
      $1.skin < settings.hypothermiaMildBelow.degrees - Self.sensorError && $1.isProbeSeated
    }
    return demands("cold infant", moderate, after: settings.hypothermiaModerateDelay) {
      (story: AlarmStory, window: TruthInterval) -> Bool in
      if isProbeSilence(story, window) { return true }
      guard isOfInfant(story) else { return false }
      return (story.condition == .hypothermia && story.stood(in: window, least: .moderate))
        || (story.condition == .probeDetached && story.stood(in: window, loud: true))
    }
      + demands("mild hypothermia", mild, after: settings.hypothermiaMildDelay) {
        (story: AlarmStory, window: TruthInterval) -> Bool in
        if isProbeSilence(story, window) { return true }
        // The room's alarm names the bed.
        if story.condition == .coldRoom { return isRoom(story) && story.stood(in: window) }
        let tells: [AlarmCondition] = [.hypothermia, .fallingFast, .probeDetached]
        return isOfInfant(story) && tells.contains(story.condition) && story.stood(in: window)
      }
  }

  private var hot: [AlarmDemand] {
    guard probe != nil else { return [] }
    let episodes = course.stretches {
      $1.skin > settings.hyperthermiaAbove.degrees + Self.sensorError && $1.isProbeSeated
    }
    return demands("hyperthermia", episodes, after: settings.hyperthermiaDelay) {
      (story: AlarmStory, window: TruthInterval) -> Bool in
      isProbeSilence(story, window)
        || (isOfInfant(story) && story.condition == .hyperthermia && story.stood(in: window))
    }
  }

  private func isRoom(_ story: AlarmStory) -> Bool {
    story.subject == room.map { .room($0) } || story.subject == room.map { .device($0) }
  }

  private var rooms: [AlarmDemand] {
    guard bed.board(.room) != nil else { return [] }
    let delay = settings.coldRoomDelay + TimeLength.minutes(10)
    let cold = course.stretches { $1.room < settings.coldRoomBelow.degrees - Self.sensorError }
    let hot = course.stretches { $1.room > settings.alarms.hotRoomAbove.degrees + Self.sensorError }
    return demands("cold room", cold, after: delay) {
      (story: AlarmStory, window: TruthInterval) -> Bool in
      isRoom(story) && story.condition != .hotRoom && story.stood(in: window)
    }
      + demands("hot room", hot, after: delay) {
        (story: AlarmStory, window: TruthInterval) -> Bool in
        isRoom(story) && story.condition != .coldRoom && story.stood(in: window)
      }
  }

  /// A fallen probe that reads what an infant must not be.
  private var fallen: [AlarmDemand] {
    guard probe != nil else { return [] }
    let limit = settings.hypothermiaModerateBelow.degrees - Self.sensorError
    let episodes = course.stretches { !$1.isProbeSeated && $1.probe < limit }
    return demands("fallen probe", episodes, after: settings.hypothermiaModerateDelay) {
      (story: AlarmStory, window: TruthInterval) -> Bool in
      let tells: [AlarmCondition] = [.probeDetached, .hypothermia]
      return isProbeSilence(story, window)
        || (isOfInfant(story) && tells.contains(story.condition) && story.stood(in: window))
    }
  }

  private var silent: [AlarmDemand] {
    bed.boards.flatMap { board -> [AlarmDemand] in
      let delay = max(settings.deviceSilentAfter, .minutes(6))
      return demands(
        "silent \(board.device)", heard.silences(of: board.device, until: end), after: delay
      ) {
        (story: AlarmStory, window: TruthInterval) -> Bool in
        story.condition == .deviceSilent && story.subject == .device(board.device)
          && story.stood(in: window)
      }
    }
  }
}
