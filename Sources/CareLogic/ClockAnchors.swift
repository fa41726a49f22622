import CareModel

/// What wall time it is at each instant, as far as it is known: one anchor for each boot.
///
/// A better clock re-dates the whole boot; a worse one is not believed.
public struct ClockAnchors: Hashable, Codable, Sendable {
  private struct Anchor: Hashable, Codable {
    var from: Instant
    /// Wall time at instant zero; nil while it is not known.
    var offset: Int64?
    var quality: ClockQuality
  }

  private var anchors: [Anchor]
  /// What was learnt of the clock, oldest first; the oldest are given up.
  public private(set) var changes: [ClockChange] = []

  private static let bootsRemembered = 64
  private static let changesRemembered = 50

  /// - Parameter start: wall time of instant zero, if it is known.
  public init(start: WallTime?) {
    anchors = [
      Anchor(
        from: .zero, offset: start?.milliseconds, quality: start == nil ? .unset : .kept)
    ]
  }

  public var quality: ClockQuality { anchors.last?.quality ?? .unset }

  /// Takes what a clock says at `now`; returns what changed, nil where it is not believed or no news.
  ///
  /// What moves dates by less than `step` is drift: it moves nothing until it has added up.
  public mutating func observe(
    _ wall: WallTime, _ quality: ClockQuality, at now: Instant, boot: BootIdentifier,
    step: TimeLength
  ) -> ClockChange? {
    let before = self.quality
    guard quality != .unset, quality >= before else { return nil }
    let last = anchors.count - 1
    var offset = wall.milliseconds - now.milliseconds
    var moved = anchors[last].offset.map { TimeLength(milliseconds: offset - $0) }
    if let known = anchors[last].offset, abs(offset - known) < step.milliseconds {
      offset = known
      moved = .zero
    }
    if moved == .zero, quality == before { return nil }
    anchors[last].offset = offset
    anchors[last].quality = quality
    adoptForUndated(offset)
    let change = ClockChange(at: now, movedBy: moved, from: before, to: quality, boot: boot)
    changes.append(change)
    if changes.count > Self.changesRemembered { changes.removeFirst() }
    return change
  }

  /// Begins another boot: until its clock is known, time goes on from the one before.
  ///
  /// Within one boot of the machine its clocks went on unbroken: what dates one run dates the other.
  /// Whether anything still disciplines the wall clock has to be heard again.
  public mutating func restart(at now: Instant, onSameMachineBoot: Bool = false) {
    if onSameMachineBoot {
      anchors[anchors.count - 1].quality = min(quality, .kept)
      return
    }
    let offset = anchors.last?.offset
    anchors.append(Anchor(from: now, offset: offset, quality: offset == nil ? .unset : .kept))
    if anchors.count > Self.bootsRemembered { anchors.removeFirst() }
  }

  public func wall(at instant: Instant) -> WallTime? {
    let anchor = anchors.last { $0.from <= instant } ?? anchors.first
    return anchor?.offset.map { WallTime(milliseconds: instant.milliseconds + $0) }
  }

  /// The latest wall time shown up to `instant`: later than `wall` where a restart set it back.
  public func latestWall(upTo instant: Instant) -> WallTime? {
    var latest: WallTime?
    for (index, anchor) in anchors.enumerated() where index == 0 || anchor.from <= instant {
      guard let offset = anchor.offset else { continue }
      let next = index + 1 < anchors.count ? anchors[index + 1].from : Instant.distantFuture
      let until = min(instant.milliseconds, next.milliseconds - 1)
      let shown = WallTime(milliseconds: until + offset)
      latest = latest.map { max($0, shown) } ?? shown
    }
    return latest
  }

  /// The first instant at which the wall clock showed `wall` or later.
  public func instant(of wall: WallTime) -> Instant? {
    for (index, anchor) in anchors.enumerated() {
      guard let offset = anchor.offset else { continue }
      let instant = Instant(milliseconds: wall.milliseconds - offset)
      let until = index + 1 < anchors.count ? anchors[index + 1].from : Instant.distantFuture
      if instant < until { return index == 0 ? instant : max(instant, anchor.from) }
    }
    return nil
  }

  /// Boots that never learnt the time are dated by the first that did.
  private mutating func adoptForUndated(_ offset: Int64) {
    for index in anchors.indices where anchors[index].offset == nil {
      anchors[index].offset = offset
    }
  }
}
