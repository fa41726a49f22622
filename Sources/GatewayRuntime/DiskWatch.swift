import CareModel
import Glibc

/// Says when the card that holds the store fills, before nothing can be saved any more.
struct DiskWatch: Sendable {
  /// Any path on the card; one that is not there yet stands for its folder.
  let path: String
  /// Below this it counts as filling, in bytes.
  let leastFree: Int64
  /// Free space for the gateway, in bytes; nil where it cannot be had.
  var free: @Sendable (String) -> Int64? = Self.free

  /// 60 s, local choice: a card fills in hours.
  static let lookedAtEvery = TimeLength.minutes(1)

  /// Nil while it cannot be told: that is the store's own alarm.
  var isFilling: Bool? { free(path).map { $0 < leastFree } }

  private static func free(_ path: String) -> Int64? {
    var figures = statvfs()
    if statvfs(path, &figures) != 0 {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      guard statvfs(folder.isEmpty ? "/" : folder, &figures) == 0 else { return nil }
    }
    return Int64(figures.f_bavail) * Int64(figures.f_frsize)
  }
}
