import CKernelClock
import CareModel
import Glibc

/// What the machine's wall clock says, and how far it can be trusted.
public struct WallClock: Hashable, Sendable {
  public var time: WallTime
  public var quality: ClockQuality

  /// A board without a battery clock starts in the past: before this the clock was never set.
  ///
  /// 2025-01-01, local choice: older than the first release.
  private static let firstPossible = WallTime(milliseconds: 1_735_689_600_000)

  /// Asks the kernel, which knows whether a time source disciplines the clock.
  public static func read() -> WallClock {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let time = WallTime(
      milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
    guard time >= firstPossible else { return WallClock(time: time, quality: .unset) }
    let isSynchronised = kernel_clock_is_synchronised() == 1
    return WallClock(time: time, quality: isSynchronised ? .synchronised : .kept)
  }

  /// The kernel's name for its present boot, without hyphens; empty where it cannot be read.
  ///
  /// A service that sees nothing of /proc but processes has it from systemd's `%b`.
  public static func machineBoot() -> String {
    let name = getenv("KMCD_MACHINE_BOOT").map { String(cString: $0) } ?? kernelBoot()
    return name.filter { $0 != "-" }
  }

  private static func kernelBoot() -> String {
    guard let file = fopen("/proc/sys/kernel/random/boot_id", "r") else { return "" }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer.prefix(count).prefix { $0 > 0x20 }, as: UTF8.self)
  }
}
