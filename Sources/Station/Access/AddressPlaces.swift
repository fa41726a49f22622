import Synchronization

/// How many connections one address may hold: none is to keep all the others out.
final class AddressPlaces: Sendable {
  private let atMost: Int
  private let taken = Mutex<[String: Int]>([:])

  /// A page's stream and a browser's six connections beside it, and one more; local choice.
  private static let atLeast = 8

  /// - Parameter connectionsAtMost: Of all addresses together; one may have a quarter of them, and
  ///   eight in any case, or all where there are fewer.
  init(connectionsAtMost: Int) {
    atMost = min(connectionsAtMost, max(Self.atLeast, connectionsAtMost / 4))
  }

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
