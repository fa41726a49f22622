import Synchronization

/// How many connections one address may hold: none is to keep all the others out.
final class AddressPlaces: Sendable {
  private let atMost: Int
  private let taken = Mutex<[String: Int]>([:])

  /// - Parameter connectionsAtMost: Of all addresses together; one may have a quarter of them.
  init(connectionsAtMost: Int) { atMost = max(1, connectionsAtMost / 4) }

  /// False where the address holds as many as it may.
  func take(_ address: String) -> Bool {
    taken.withLock { taken in
      guard taken[address, default: 0] < atMost else { return false }
      taken[address, default: 0] += 1
      return true
    }
  }

  func give(_ address: String) {
    taken.withLock { taken in
      guard let count = taken[address] else { return }
      taken[address] = count > 1 ? count - 1 : nil
    }
  }
}
