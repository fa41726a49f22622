import CareModel

/// Where the uptime of one boot of a board lies on the gateway's timeline.
///
/// Frames only ever come late, so the least delayed of each ten minutes is an anchor. Between two
/// anchors a straight line leads, whatever the rate of the board's clock; before the first one the
/// rate must be known, from hours of this boot or of the one before.
struct BoardClock: Sendable {
  /// What a frame's uptime says about the board.
  enum Step { case onward, wrapped, back }

  private(set) var rate: ClockRate
  private var anchors: [ClockAnchor]
  /// The first frame of those whose least delayed is the last anchor.
  private var spanStart: ClockAnchor
  private var last: ClockAnchor
  /// The last frame before the latest pause, which what came after it cannot precede.
  private var beforePause: ClockAnchor?
  /// Added to the uptime of a board whose count has wrapped.
  private var wrapped: Int64 = 0
  /// Nothing before this uptime can be placed: the clock is known to have stood still after it.
  private var origin: Int64 = 0
  /// The boot began after this instant; nil where the gateway was not there.
  private let notBefore: Instant?

  /// The default history period: less cost no record.
  private static let pauseLeast = TimeLength.seconds(10)
  private static let spanLength = TimeLength.minutes(10)
  private static let anchorsMost = 16
  /// Four days: longer than any store that the protocol page calls useful.
  private static let horizon = TimeLength.hours(96)
  /// A frame later than its like by more than this shows a clock that stood, or a stalled line.
  static let latenessMost = TimeLength.seconds(2)
  /// A record whose place is more doubtful is not placed: one default history period.
  ///
  /// That is how far a record's own moment may lie from what happened, and what a clock off by
  /// 100 ppm makes of a day, which is as long as boards usefully store.
  static let doubtMost = TimeLength.seconds(10)
  /// A report has the uptime of its sample, an answer made meanwhile its own: no step back.
  private static let waitMost: Int64 = 1000
  private static let wrapLength: Int64 = 1 << 32

  init(uptime raw: UInt64, at now: Instant, rate: ClockRate = .unknown, notBefore: Instant? = nil) {
    last = ClockAnchor(uptime: Self.counted(raw), at: now)
    spanStart = last
    anchors = [last]
    self.rate = rate
    self.notBefore = notBefore
  }

  /// A broken number stays one, and can be reckoned with.
  private static func counted(_ raw: UInt64) -> Int64 { Int64(min(raw, 1 << 60)) }

  /// The clock of the board's next boot: another count, but the same crystal.
  func next(uptime raw: UInt64, at now: Instant) -> BoardClock {
    let rate = ClockRate(unbroken).map(rate.improved) ?? rate
    return BoardClock(uptime: raw, at: now, rate: rate, notBefore: last.at)
  }

  /// Takes note of a frame; one that goes back changes nothing.
  mutating func hear(_ raw: UInt64, at now: Instant) -> Step {
    var heard = ClockAnchor(uptime: Self.counted(raw) + wrapped, at: now)
    let turns = turns(to: heard, raw)
    heard.uptime += turns * Self.wrapLength
    if heard.uptime < last.uptime - Self.waitMost { return .back }
    wrapped += turns * Self.wrapLength
    if now - last.at > Self.pauseLeast { beforePause = last }
    anchor(heard)
    last = ClockAnchor(uptime: max(heard.uptime, last.uptime), at: now)
    return turns > 0 ? .wrapped : .onward
  }

  /// How often a count of 32 bits has wrapped since the last frame.
  ///
  /// The page has 64 bits, but many a board has a counter of 32, which is full after 49.7 days.
  private func turns(to heard: ClockAnchor, _ raw: UInt64) -> Int64 {
    guard raw < UInt64(Self.wrapLength), last.uptime - wrapped < Self.wrapLength else { return 0 }
    let elapsed = heard.at - last.at
    let behind = (last.uptime + elapsed.milliseconds) - heard.uptime
    let turns = (Double(behind) / Double(Self.wrapLength)).rounded()
    guard turns >= 1 else { return 0 }
    let rest = behind - Int64(turns) * Self.wrapLength
    let most = ClockRate.unknown.doubt(ofUptime: elapsed.milliseconds) + Self.doubtMost
    return abs(rest) <= most.milliseconds ? Int64(turns) : 0
  }

  // MARK: Anchors

  private mutating func anchor(_ heard: ClockAnchor) {
    guard let current = anchors.last else { return }
    let isSameSpan =
      heard.uptime - spanStart.uptime < Self.spanLength.milliseconds
      && heard.at - spanStart.at < Self.spanLength
      && heard.lateness <= current.lateness + Self.latenessMost.milliseconds
    if isSameSpan {
      guard heard.lateness < current.lateness, heard.uptime >= current.uptime else { return }
      anchors[anchors.count - 1] = heard
    } else {
      guard heard.uptime > current.uptime else { return }
      // Judged by what was known before it.
      if let newer = ClockRate(unbroken) { rate = rate.improved(by: newer) }
      spanStart = heard
      anchors.append(heard)
    }
    judgeLast()
    thin()
  }

  /// The anchors since the clock stood still the last time, if it ever did.
  private var unbroken: ArraySlice<ClockAnchor> {
    anchors[(anchors.lastIndex { $0.isBroken } ?? 0)...]
  }

  private mutating func judgeLast() {
    guard anchors.count > 1 else { return }
    let (from, to) = (anchors[anchors.count - 2], anchors[anchors.count - 1])
    let uptime = to.uptime - from.uptime
    let off = (to.at - from.at) - rate.length(ofUptime: uptime)
    let most = rate.doubt(ofUptime: uptime) + Self.latenessMost
    anchors[anchors.count - 1].isBroken = abs(off.milliseconds) > most.milliseconds
  }

  /// Forgets what is too old, and of too many anchors the one that says least.
  private mutating func thin() {
    let oldest = last.uptime - Self.horizon.milliseconds
    while anchors.count > 2, anchors[1].uptime < oldest { forgetFirst() }
    guard anchors.count > Self.anchorsMost else { return }
    var worst: (index: Int, above: Double)?
    for index in 1..<(anchors.count - 1) {
      let (before, middle, after) = (anchors[index - 1], anchors[index], anchors[index + 1])
      if middle.isBroken || after.isBroken { continue }
      let share =
        Double(middle.uptime - before.uptime) / Double(max(1, after.uptime - before.uptime))
      let line = Double(before.lateness) + share * Double(after.lateness - before.lateness)
      let above = Double(middle.lateness) - line
      // The most above the line of its neighbours came late, or lies nearly on it.
      if worst.map({ above > $0.above }) ?? true { worst = (index, above) }
    }
    if let worst { anchors.remove(at: worst.index) } else { forgetFirst() }
  }

  private mutating func forgetFirst() {
    anchors.removeFirst()
    if anchors[0].isBroken { origin = anchors[0].uptime }
    anchors[0].isBroken = false
  }

  // MARK: Placing

  /// The uptime of a record of this boot, counted on; nil above that of the last frame.
  func uptime(ofRecord raw: UInt64) -> Int64? {
    let uptime = Self.counted(raw) + wrapped
    if uptime <= last.uptime { return uptime }
    // Of before the wrap: the board's count has begun again since.
    guard wrapped > 0, raw < UInt64(Self.wrapLength) else { return nil }
    return uptime - Self.wrapLength
  }

  /// When it was this uptime; nil where nobody can say to within `doubtMost`.
  func place(_ uptime: Int64, at now: Instant) -> Instant? {
    guard uptime >= origin, var at = onLine(uptime), at <= now + Self.latenessMost else {
      return nil
    }
    if let beforePause, uptime > beforePause.uptime, beforePause.at - at <= Self.latenessMost {
      at = max(at, beforePause.at)
    }
    if let notBefore {
      guard notBefore - at <= Self.doubtMost else { return nil }
      at = max(at, notBefore)
    }
    return min(at, now)
  }

  private func onLine(_ uptime: Int64) -> Instant? {
    guard let after = anchors.firstIndex(where: { $0.uptime >= uptime }) else {
      guard let before = anchors.last else { return nil }
      return before.at + rate.length(ofUptime: uptime - before.uptime)
    }
    let later = anchors[after]
    guard after > 0 else {
      let age = later.uptime - uptime
      // The rate may have become known only in this boot, while its history was waiting.
      let rate = ClockRate(unbroken).map(rate.improved) ?? rate
      guard rate.doubt(ofUptime: age) <= Self.doubtMost else { return nil }
      return later.at - rate.length(ofUptime: age)
    }
    if later.isBroken { return nil }
    let earlier = anchors[after - 1]
    let share = Double(uptime - earlier.uptime) / Double(later.uptime - earlier.uptime)
    let length = Double((later.at - earlier.at).milliseconds) * share
    return earlier.at + TimeLength(milliseconds: Int64(length.rounded()))
  }
}
