import CareModel

/// What was really so on one bed, to compare with what the gateway made of it.
///
/// Lists are in order and do not overlap. Temperatures are those of the heat-flow model, without
/// noise or error of the sensors.
public struct TruthTimeline: Hashable, Sendable {
  public var bed: String
  public var infant: InfantIdentifier
  /// Skin to skin; pauses are not in it.
  public var contact: [TruthInterval] = []
  /// In the binder on the chest, wrapped in cloth: not contact.
  public var wrapped: [TruthInterval] = []
  /// On the chest with the infant in it, skin to skin or wrapped: what two faces and motion can
  /// tell.
  public var wornByDyad: [TruthInterval] = []
  /// On the caregiver without the infant.
  public var wornEmpty: [TruthInterval] = []
  /// What is going on, without a gap.
  public var phases: [CarePhase] = []
  /// The room's air below 22.0 degrees C.
  public var coldRoom: [TruthInterval] = []
  /// A perfectly seated chest probe below 36.5, below 36.0, below 32.0, and above 37.5 degrees C.
  public var mildHypothermia: [TruthInterval] = []
  public var moderateHypothermia: [TruthInterval] = []
  public var severeHypothermia: [TruthInterval] = []
  public var hyperthermia: [TruthInterval] = []
  /// A perfectly seated chest probe falls over 5 min so that it would pass 36.0 within 15.
  public var falling: [TruthInterval] = []
  public var probeOff: [TruthInterval] = []
  public var binderOnChair: [TruthInterval] = []
  /// Devices of which nothing arrives: cable out, or hung.
  public var silent: [DeviceIdentifier: [TruthInterval]] = [:]
  /// Of the silence, the part of which the board keeps no history.
  public var hung: [DeviceIdentifier: [TruthInterval]] = [:]
  /// Lines on which bytes are flipped, lost and added.
  public var noisy: [DeviceIdentifier: [TruthInterval]] = [:]
  /// A device's cell below `batteryLowMillivolts`.
  public var batteryLow: [DeviceIdentifier: [TruthInterval]] = [:]
  /// Lowest and highest of the perfectly seated probe, and of the room, in degrees C.
  public var skinRange: ClosedRange<Double> = 0...0
  public var roomRange: ClosedRange<Double> = 0...0

  /// Below this the truth calls a battery low, in millivolt; local choice, the cells' last tenth.
  public static let batteryLowMillivolts = 2600.0

  public var contactLength: TimeLength { contact.totalLength }
}

extension BedScript {
  /// What is going on up to the given end, without the heat-flow model: quick, and without
  /// temperatures.
  public func careTruth(until given: Instant? = nil) -> TruthTimeline {
    let end = given ?? finish
    var truth = TruthTimeline(bed: name, infant: infant)
    truth.contact = care.contact.clipped(to: end)
    truth.wrapped = care.stretches { $0 == .wrapped }.clipped(to: end)
    truth.wornByDyad = care.stretches(\.isWornByDyad).clipped(to: end)
    truth.wornEmpty = care.stretches(\.isWornEmpty).clipped(to: end)
    truth.phases = care.phases.compactMap { phase in
      guard phase.interval.from < end else { return nil }
      let clipped = TruthInterval(from: phase.interval.from, to: min(phase.interval.to, end))
      return CarePhase(phase.kind, clipped)
    }
    return truth
  }

  /// The truth up to the given end, or the script's, found by running the heat-flow model once.
  public func truth(until given: Instant? = nil) -> TruthTimeline {
    let end = given ?? finish
    var truth = careTruth(until: end)
    truth.probeOff = probeFalls.clipped(to: end)
    truth.binderOnChair = care.phases.filter { $0.kind == .cot(.claspedOnChair) }
      .map(\.interval).clipped(to: end)
    for board in boards {
      let out = lineFaults(.cableOut, board.role)
      let hung = lineFaults(.hung, board.role)
      truth.silent[board.device] = (out + hung).sorted { $0.from < $1.from }.clipped(to: end)
      truth.hung[board.device] = hung.clipped(to: end)
      truth.noisy[board.device] = lineFaults(.noise, board.role).clipped(to: end)
      truth.batteryLow[board.device] = [batteryLow].compactMap { $0 }.clipped(to: end)
    }
    measureTemperatures(into: &truth, until: end)
    return truth
  }

  private var batteryLow: TruthInterval? {
    let battery = parameters.battery
    let spare = battery.startMillivolts - TruthTimeline.batteryLowMillivolts
    let days = battery.dailyLossMillivolts > 0 ? spare / battery.dailyLossMillivolts : .infinity
    let last = finish
    guard days * Double(CareDay.length) < last.seconds else { return nil }
    let second = max(0, Int(days * Double(CareDay.length)))
    return TruthInterval(fromSecond: second, toSecond: Int(last.seconds))
  }

  private func measureTemperatures(into truth: inout TruthTimeline, until end: Instant) {
    var physics = BedPhysics(script: self, withActivity: false)
    var coldRoom = CrossingRecorder()
    var mild = CrossingRecorder()
    var moderate = CrossingRecorder()
    var severe = CrossingRecorder()
    var hot = CrossingRecorder()
    var falling = FallRecorder()
    var skinLow = physics.seatedProbe
    var skinHigh = skinLow
    var roomLow = physics.room
    var roomHigh = roomLow
    let last = Int(end.milliseconds / 1000)
    for second in 0..<last {
      physics.advance(toSecond: second)
      let skin = physics.seatedProbe
      let room = physics.room
      coldRoom.note(room < 22, at: second)
      mild.note(skin < 36.5, at: second)
      moderate.note(skin < 36, at: second)
      severe.note(skin < 32, at: second)
      hot.note(skin > 37.5, at: second)
      falling.note(skin, at: second)
      if skin < skinLow { skinLow = skin }
      if skin > skinHigh { skinHigh = skin }
      if room < roomLow { roomLow = room }
      if room > roomHigh { roomHigh = room }
    }
    truth.coldRoom = coldRoom.closed(at: last)
    truth.mildHypothermia = mild.closed(at: last)
    truth.moderateHypothermia = moderate.closed(at: last)
    truth.severeHypothermia = severe.closed(at: last)
    truth.hyperthermia = hot.closed(at: last)
    truth.falling = falling.closed(at: last)
    truth.skinRange = skinLow...skinHigh
    truth.roomRange = roomLow...roomHigh
  }
}

/// Collects the stretches in which something is so.
private struct CrossingRecorder {
  private var intervals: [TruthInterval] = []
  private var since: Int?

  @inline(__always)
  mutating func note(_ isSo: Bool, at second: Int) {
    if isSo == (since != nil) { return }
    change(at: second)
  }

  private mutating func change(at second: Int) {
    if let from = since {
      intervals.append(TruthInterval(fromSecond: from, toSecond: second))
      since = nil
    } else {
      since = second
    }
  }

  mutating func closed(at second: Int) -> [TruthInterval] {
    if since != nil { change(at: second) }
    return intervals
  }
}

/// Finds falls that begin steeply towards the cold and go on until they have become slow.
private struct FallRecorder {
  private var past: [Double] = []
  private var isFalling = false
  private var recorder = CrossingRecorder()

  private static let minutes = 5
  private static let looksAhead = 15.0
  /// In degrees a minute: a fall begins, and is over.
  private static let steep = 0.02
  private static let slow = 0.01

  mutating func note(_ skin: Double, at second: Int) {
    let span = Self.minutes * 60
    if past.count < span { past.append(skin) } else { past[second % span] = skin }
    guard past.count == span else { return }
    let fall = (past[(second + 1) % span] - skin) / Double(Self.minutes)
    if isFalling {
      isFalling = fall > Self.slow
    } else {
      isFalling = fall > Self.steep && skin - fall * Self.looksAhead < 36.2 && skin > 35.8
    }
    recorder.note(isFalling, at: second)
  }

  mutating func closed(at second: Int) -> [TruthInterval] { recorder.closed(at: second) }
}

extension [TruthInterval] {
  fileprivate func clipped(to end: Instant) -> [TruthInterval] {
    compactMap { $0.from < end ? TruthInterval(from: $0.from, to: Swift.min($0.to, end)) : nil }
  }
}
