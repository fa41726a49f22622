import Synchronization

/// So many pages may be open at a time and no more.
final class StreamSlots: Sendable {
  /// One open page's place; given back when the last reference to it goes.
  final class Slot: Sendable {
    private let slots: StreamSlots
    fileprivate init(_ slots: StreamSlots) { self.slots = slots }
    deinit { slots.taken.withLock { $0 -= 1 } }
  }

  private let atMost: Int
  private let taken = Mutex(0)

  init(atMost: Int) { self.atMost = atMost }

  var count: Int { taken.withLock { $0 } }

  /// Nil where all are taken.
  func take() -> Slot? {
    let isFree = taken.withLock { taken in
      guard taken < atMost else { return false }
      taken += 1
      return true
    }
    return isFree ? Slot(self) : nil
  }
}
