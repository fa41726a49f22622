import CareModel
import Glibc

/// The clock by which the service manager measures.
enum MonotonicTime {
  static var microseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  static var now: Instant { Instant(milliseconds: microseconds / 1000) }
}
