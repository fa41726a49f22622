import CGpioLines
import Configuration
import Glibc
import NIOPosix
import Synchronization

/// What an input showed when it was looked at.
public struct InputLook: Hashable, Sendable {
  /// True while the line is at its active level.
  public var isActive: Bool
  /// True when it moved since the look before, also when it is where it was.
  public var hasEdges: Bool

  public init(isActive: Bool, hasEdges: Bool) {
    self.isActive = isActive
    self.hasEdges = hasEdges
  }
}

/// One line that is read, opened when it is first looked at and again after each failure.
///
/// It has a thread of its own, on which it waits for edges.
public final class InputLine: Sendable {
  public let configuration: GpioLineConfiguration
  private let chips: ChipFolder
  private let thread: NIOThreadPool
  private let held = Mutex<HeldLine?>(nil)
  private let bell: CInt

  public init(_ configuration: GpioLineConfiguration, chips: ChipFolder = ChipFolder()) {
    self.configuration = configuration
    self.chips = chips
    // Without one, waiting ends at its time instead of at once.
    bell = gpio_lines_bell()
    thread = NIOThreadPool(numberOfThreads: 1)
    thread.start()
  }

  deinit {
    let bell = bell
    thread.shutdownGracefully { _ in if bell >= 0 { Glibc.close(bell) } }
  }

  /// Waits for an edge, `longest` at most, and looks at the line; at once when it is opened by this.
  ///
  /// Throws a `GpioError` and lets go of the line, or a `CancellationError` when the task is
  /// cancelled.
  public func look(within longest: Duration) async throws -> InputLook {
    try await withTaskCancellationHandler {
      try Task.checkCancellation()
      let look = try await thread.runIfActive { try self.lookHere(longest) }
      try Task.checkCancellation()
      return look
    } onCancel: {
      gpio_lines_ring(bell)
    }
  }

  /// Lets go of the line, also where the task is cancelled.
  public func close() async throws {
    try await Task { try await thread.runIfActive { self.held.withLock { $0 = nil } } }.value
  }

  private func lookHere(_ longest: Duration) throws(GpioError) -> InputLook {
    try held.withLock { held throws(GpioError) in
      guard let line = held.take() else {
        let line = try chips.takeInput(configuration)
        let look = InputLook(isActive: try line.level(), hasEdges: true)
        held = consume line
        return look
      }
      let edges = try line.wait(milliseconds: longest.wholeMilliseconds, bell: bell)
      let look = InputLook(isActive: try line.level(), hasEdges: edges > 0)
      held = consume line
      return look
    }
  }
}

extension Duration {
  /// Rounded up, so that who waits so long is not early; from nothing to an hour.
  fileprivate var wholeMilliseconds: CInt {
    let most = Duration.seconds(3600)
    let length = max(.zero, min(self, most))
    let (seconds, attoseconds) = length.components
    return CInt(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
