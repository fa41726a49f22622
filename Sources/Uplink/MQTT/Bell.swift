import Glibc

/// Wakes a thread that waits in `poll`; whoever owns it removes it once.
struct Bell {
  /// Readable once it was rung; -1 where the system had no descriptor to give, and after its end.
  private(set) var heard: Int32 = -1
  private var rung: Int32 = -1

  init() {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return }
    heard = ends[0]
    rung = ends[1]
  }

  /// A bell that is full is rung already.
  func ring() {
    guard rung >= 0 else { return }
    var byte: UInt8 = 1
    _ = send(rung, &byte, 1, Int32(MSG_NOSIGNAL))
  }

  func quiet() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while heard >= 0, read(heard, &bytes, bytes.count) == bytes.count {}
  }

  mutating func remove() {
    for end in [heard, rung] where end >= 0 { close(end) }
    heard = -1
    rung = -1
  }
}
