import CareModel
import Store

/// Dates instants of every run by the best that was known of the clock, also long afterwards.
struct ExportClock {
  private var offsets: [BootIdentifier: (milliseconds: Int64, quality: ClockQuality)] = [:]

  /// A run that never learnt the time is dated by the first later one that did, as the gateway does.
  init(_ runs: [ReadOnlyStore.Run]) {
    var later: Int64?
    for run in runs.reversed() {
      if let clock = run.clock {
        let offset = clock.wall.milliseconds - clock.instant.milliseconds
        offsets[run.boot] = (offset, clock.quality)
        later = offset
      } else if let later {
        offsets[run.boot] = (later, .kept)
      }
    }
  }

  func wall(at instant: Instant, in boot: BootIdentifier) -> WallTime? {
    offsets[boot].map { WallTime(milliseconds: instant.milliseconds + $0.milliseconds) }
  }

  func quality(of boot: BootIdentifier) -> ClockQuality { offsets[boot]?.quality ?? .unset }

  /// The instant of a run at which it was `wall`; nil where nobody can say.
  func instant(of wall: WallTime, in boot: BootIdentifier) -> Instant? {
    offsets[boot].map { Instant(milliseconds: wall.milliseconds - $0.milliseconds) }
  }
}
