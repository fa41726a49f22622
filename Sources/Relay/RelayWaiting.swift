import CareModel
import Uplink

/// Waits for news or for a moment, whichever comes first.
enum RelayWaiting {
  static func wait<Element>(
    for inbox: RelayInbox<Element>, until deadline: Instant?, _ clock: UplinkClock
  ) async {
    guard let deadline else {
      await inbox.wait()
      return
    }
    let pause = deadline - clock.now()
    guard pause > .zero else { return }
    await withTaskGroup { group in
      group.addTask {
        // A cancelled sleep has nothing to tell: whoever cancelled knows.
        do { try await clock.sleep(pause) } catch {}
      }
      group.addTask { await inbox.wait() }
      await group.next()
      group.cancelAll()
    }
  }
}
