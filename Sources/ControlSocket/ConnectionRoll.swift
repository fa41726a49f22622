import NIOConcurrencyHelpers
import NIOCore

/// Who is connected, so that no more are than may be and none is left open at the end.
final class ConnectionRoll: Sendable {
  enum Place: Hashable, Sendable {
    /// One of the clients that are answered.
    case client
    /// Above the limit: is told so and sent away.
    case surplus
  }

  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var counts: [Place: Int] = [:]
    var isClosed = false
  }

  private let state = NIOLockedValueBox(State())
  private let clientsMax: Int

  init(clientsMax: Int) {
    self.clientsMax = clientsMax
  }

  /// Gives the connection a place until it leaves; nil means to close it without a word.
  func admit(_ channel: any Channel) -> Place? {
    state.withLockedValue { state in
      guard !state.isClosed else { return nil }
      // Telling them costs something too, so that is bounded as well.
      let free = [Place.client, .surplus].first { state.counts[$0, default: 0] < clientsMax }
      guard let place = free else { return nil }
      state.counts[place, default: 0] += 1
      state.channels[ObjectIdentifier(channel)] = channel
      return place
    }
  }

  func leave(_ channel: any Channel, _ place: Place) {
    state.withLockedValue { state in
      guard state.channels.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
      state.counts[place, default: 0] -= 1
    }
  }

  /// Closes every connection and admits no more.
  func close() {
    let open = state.withLockedValue { state in
      state.isClosed = true
      return Array(state.channels.values)
    }
    for channel in open { channel.close(promise: nil) }
  }
}
