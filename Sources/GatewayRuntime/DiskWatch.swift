import CareModel
import Glibc
import NIOPosix

/// Says when the card that holds the store fills, before nothing can be saved any more.
///
/// It has a thread of its own: a card that hangs holds up nothing that tells of alarms.
final class DiskWatch: Sendable {
  /// Any path on the card; one that is not there yet stands for its folder.
  let path: String
  /// Below this it counts as filling, in bytes.
  let leastFree: Int64
  /// Free space for the gateway, in bytes; nil where it cannot be had.
  private let free: @Sendable (String) -> Int64?
  private let thread = NIOThreadPool(numberOfThreads: 1)

  /// 60 s, local choice: a card fills in hours.
  static let lookedAtEvery = TimeLength.minutes(1)

  init(
    path: String, leastFree: Int64, free: @escaping @Sendable (String) -> Int64? = freeBytes
  ) {
    self.path = path
    self.leastFree = leastFree
    self.free = free
    thread.start()
  }

  deinit { thread.shutdownGracefully { _ in } }

  /// Nil while it cannot be told: that is the store's own alarm. Waits as long as the card hangs.
  func isFilling() async -> Bool? {
    do {
      return try await thread.runIfActive { [free, path, leastFree] in
        free(path).map { $0 < leastFree }
      }
    } catch {
      // Cancelled before its turn came: nobody waits for the answer.
      return nil
    }
  }

  private static func freeBytes(_ path: String) -> Int64? {
    var figures = statvfs()
    if statvfs(path, &figures) != 0 {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      guard statvfs(folder.isEmpty ? "/" : folder, &figures) == 0 else { return nil }
    }
    return Int64(figures.f_bavail) * Int64(figures.f_frsize)
  }
}
