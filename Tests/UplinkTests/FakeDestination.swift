import Store
import Synchronization
import TestSupport

@testable import Uplink

/// A destination without a network, with all the faults that one has, drawn from a seed.
final class FakeDestination: Destination {
  struct Faults: Sendable {
    /// Out of a thousand messages each.
    var lostAcknowledgements = 0
    var repeatedAcknowledgements = 0
    var disconnections = 0
    var refusals = 0
    var notTaken = 0
    /// Out of a thousand connections.
    var refusedConnections = 0
    /// Acknowledgements are held back and told in another order.
    var isOutOfOrder = false

    static let none = Faults()
    static let all = Faults(
      lostAcknowledgements: 4, repeatedAcknowledgements: 50, disconnections: 8, refusals: 10,
      notTaken: 30, refusedConnections: 300, isOutOfOrder: true)
  }

  struct Received: Sendable {
    var bodies: [[UInt8]] = []
    var count = 0
    var refused: Set<Int64> = []
    var connections = 0
    var most = 0
    var underWay = 0
  }

  private struct State {
    var tell: (@Sendable (DestinationEvent) -> Void)?
    var end: CheckedContinuation<Void, Never>?
    var generator: SeededGenerator
    var held: [Int64] = []
    var received = Received()
  }

  let name: String
  private let window: Int
  private let faults: Faults
  private let keepsBodies: Bool
  private let state: Mutex<State>

  init(
    name: String = "fake", window: Int = 16, faults: Faults = .none, seed: UInt64 = 0,
    keepsBodies: Bool = true
  ) {
    self.name = name
    self.window = window
    self.faults = faults
    self.keepsBodies = keepsBodies
    state = Mutex(State(generator: SeededGenerator(seed: seed)))
  }

  var received: Received { state.withLock { $0.received } }

  func run(_ tell: @escaping @Sendable (DestinationEvent) -> Void) async {
    let isRefused = state.withLock { state in
      state.received.connections += 1
      state.received.underWay = 0
      state.held = []
      return Self.draws(faults.refusedConnections, &state)
    }
    if isRefused {
      tell(.disconnected(reason: "refused"))
      return
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          // Looked at under the lock: a cancellation comes either before this, or finds `end`.
          let isOver = Task.isCancelled
          state.tell = tell
          state.end = isOver ? nil : continuation
          return isOver
        }
        if isOver { continuation.resume() } else { tell(.connected(window: window)) }
      }
    } onCancel: {
      endConnection()
    }
    state.withLock { $0.tell = nil }
  }

  func send(_ message: DestinationMessage) -> Bool {
    enum Outcome {
      case notTaken, lost, over
      case told([DestinationEvent])
    }
    let (outcome, tell) = state.withLock {
      state -> (Outcome, (@Sendable (DestinationEvent) -> Void)?) in
      guard let tell = state.tell, !Self.draws(faults.notTaken, &state) else {
        return (.notTaken, nil)
      }
      if keepsBodies { state.received.bodies.append(message.body) }
      state.received.count += 1
      state.received.underWay += 1
      state.received.most = max(state.received.most, state.received.underWay)
      if Self.draws(faults.disconnections, &state) { return (.over, tell) }
      if Self.draws(faults.lostAcknowledgements, &state) { return (.lost, tell) }
      return (.told(answers(to: message.number, &state)), tell)
    }
    switch outcome {
    case .notTaken: return false
    case .lost: break
    case .over: endConnection()
    case .told(let events): for event in events { tell?(event) }
    }
    return true
  }

  private func answers(to number: Int64, _ state: inout State) -> [DestinationEvent] {
    // The same message is refused each time.
    var own = SeededGenerator(seed: UInt64(bitPattern: number) &* 31)
    if Int.random(in: 0..<1_000, using: &own) < faults.refusals {
      state.received.refused.insert(number)
      state.received.underWay -= 1
      return [.refused(number, reason: "not wanted")]
    }
    state.held.append(number)
    if faults.isOutOfOrder, state.held.count < 4, Bool.random(using: &state.generator) {
      return []
    }
    if faults.isOutOfOrder { state.held.shuffle(using: &state.generator) }
    defer { state.held = [] }
    state.received.underWay -= state.held.count
    let isRepeated = Self.draws(faults.repeatedAcknowledgements, &state)
    return (state.held + (isRepeated ? state.held : [])).map { .acknowledged($0) }
  }

  private func endConnection() {
    let end = state.withLock { state in
      defer {
        state.end = nil
        state.tell = nil
      }
      return state.end
    }
    end?.resume()
  }

  private static func draws(_ outOfThousand: Int, _ state: inout State) -> Bool {
    outOfThousand > 0 && Int.random(in: 0..<1_000, using: &state.generator) < outOfThousand
  }
}
