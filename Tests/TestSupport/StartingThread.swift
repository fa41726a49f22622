import Dispatch
import Foundation
import Synchronization

/// The one thread that starts children.
///
/// The kernel ends a child with the thread that started it, so that thread has to live as long as
/// the tests do; those of a pool do not.
final class StartingThread: Sendable {
  static let shared = StartingThread()

  private let orders = Mutex<[@Sendable () -> Void]>([])
  private let ordered = DispatchSemaphore(value: 0)

  private init() {
    let thread = Thread { [self] in
      while true {
        ordered.wait()
        let order = orders.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        order?()
      }
    }
    thread.start()
  }

  /// Does something there, and waits for it.
  func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
    let result = Mutex<Value?>(nil)
    let done = DispatchSemaphore(value: 0)
    orders.withLock { orders in
      orders.append {
        let value = work()
        result.withLock { $0 = value }
        done.signal()
      }
    }
    ordered.signal()
    while true {
      done.wait()
      if let value = result.withLock({ $0 }) { return value }
    }
  }
}
