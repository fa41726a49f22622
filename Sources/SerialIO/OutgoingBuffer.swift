import NIOConcurrencyHelpers
import NIOCore

/// What became of a write.
public enum WriteOutcome: Hashable, Sendable {
  /// Queued; it goes out as the line takes it.
  case accepted
  /// Dropped whole and counted: the port is not open.
  case droppedClosed
  /// Dropped whole and counted: the line has not taken what was written before.
  case droppedFull
}

/// The bounded queue between whoever writes and a line that may take nothing.
final class OutgoingBuffer: Sendable {
  private struct State {
    var channel: (any Channel)?
    var pendingBytes = 0
    var sentBytes = 0
    var droppedWrites = 0
    var droppedBytes = 0
  }

  private let state = NIOLockedValueBox(State())
  private let bytesMax: Int

  init(bytesMax: Int) {
    self.bytesMax = bytesMax
  }

  func attach(_ channel: any Channel) {
    state.withLockedValue { $0.channel = channel }
  }

  func detach() {
    state.withLockedValue { $0.channel = nil }
  }

  func write(_ bytes: [UInt8]) -> WriteOutcome {
    let (channel, outcome) = state.withLockedValue { state in admit(bytes.count, &state) }
    guard let channel else { return outcome }
    let written = channel.writeAndFlush(ByteBuffer(bytes: bytes))
    // Closing fails what is pending, so every admitted byte is given back exactly once.
    written.whenComplete { [self] result in
      state.withLockedValue { state in
        state.pendingBytes -= bytes.count
        switch result {
        case .success: state.sentBytes += bytes.count
        case .failure: Self.countDropped(bytes.count, &state)
        }
      }
    }
    return outcome
  }

  private func admit(_ count: Int, _ state: inout State) -> ((any Channel)?, WriteOutcome) {
    guard let channel = state.channel else {
      Self.countDropped(count, &state)
      return (nil, .droppedClosed)
    }
    guard state.pendingBytes + count <= bytesMax else {
      Self.countDropped(count, &state)
      return (nil, .droppedFull)
    }
    state.pendingBytes += count
    return (channel, .accepted)
  }

  private static func countDropped(_ count: Int, _ state: inout State) {
    state.droppedWrites += 1
    state.droppedBytes += count
  }

  func addCounts(to statistics: inout SerialStatistics) {
    state.withLockedValue { state in
      statistics.sentBytes = state.sentBytes
      statistics.droppedWrites = state.droppedWrites
      statistics.droppedBytes = state.droppedBytes
    }
  }
}
