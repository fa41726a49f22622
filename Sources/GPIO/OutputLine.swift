import Configuration
import NIOPosix
import Synchronization

/// One line that is driven, opened when it is first set and again after each failure.
///
/// It has a thread of its own: a chip that hangs keeps nobody else waiting.
public final class OutputLine: Sendable {
  public let configuration: GpioLineConfiguration
  private let chips: ChipFolder
  private let thread: NIOThreadPool
  private let keeper: LineKeeper?
  private let handle: LineHandle
  private let time: Int
  /// Another gateway drives it: what is late here drives nothing.
  private let isLeft = Mutex(false)

  /// - Parameter keeper: Holds the line beyond this; nil: nobody else drives it in this process.
  public init(
    _ configuration: GpioLineConfiguration, chips: ChipFolder = ChipFolder(),
    keeper: LineKeeper? = nil
  ) {
    self.keeper = keeper
    (handle, time) = keeper?.handle(of: configuration) ?? (LineHandle(), 0)
    self.configuration = configuration
    self.chips = chips
    thread = NIOThreadPool(numberOfThreads: 1)
    thread.start()
  }

  deinit { thread.shutdownGracefully { _ in } }

  /// Drives the line, which is also what shows that it is there; returns when it is done.
  ///
  /// The level is asked for when it is its turn, so that what is late drives nothing outdated.
  /// Throws a `GpioError` and lets go of the line. May hang as long as the chip does, also when the
  /// task is cancelled; calls are served one after the other.
  public func set(_ level: @escaping @Sendable () -> Bool) async throws {
    try await run { try self.setHere(level()) }
  }

  /// Lets go of the line; its level is the chip's own business from here on.
  public func close() async throws {
    try await run { self.handle.held.withLock { $0 = nil } }
  }

  /// Leaves it as it is where another gateway of this process takes it over; false where none does.
  public func leave() -> Bool {
    guard let keeper, keeper.isKept(configuration) else { return false }
    isLeft.withLock { $0 = true }
    return true
  }

  /// A call that was cancelled would leave its turn in the queue behind, one for each attempt.
  private func run(_ work: @escaping @Sendable () throws -> Void) async throws {
    try await Task { [thread] in try await thread.runIfActive(work) }.value
  }

  private func setHere(_ isActive: Bool) throws(GpioError) {
    try handle.held.withLock { held throws(GpioError) in
      if isLeft.withLock({ $0 }) { return }
      keeper?.take(configuration, since: time)
      if let line = held.take() {
        // Put back only when it took the level: a line that failed is found anew by its names.
        try line.set(isActive)
        held = consume line
      } else {
        held = try chips.takeOutput(configuration, isActive: isActive)
      }
    }
  }
}
