import CareModel
import Store
import Synchronization

/// Brings the outbox to one destination, for ever: the shell around `Delivery`.
///
/// It holds a few pages of the queue in memory whatever its length, and waits for nothing at the
/// start. To be run once.
public final class UplinkService: Sendable {
  private struct State {
    var link: DeliveryLink
    var counts = DeliveryCounts()
    var inFlight = 0
    var lastFill: OutboxFill?
    var storeProblem: StoreError?
  }

  private let destination: any Destination
  private let outbox: Outbox
  private let settings: DeliverySettings
  private let clock: UplinkClock
  private let jitter: @Sendable () -> Double
  private let onChange: @Sendable (DeliveryLink) -> Void
  private let inbox = UplinkInbox()
  private let state: Mutex<State>

  private static let pageRows = 200

  /// `outbox.configure` must have named the destination. `jitter` gives chance in 0..<1.
  /// `onChange` is called at each connection, and when a connection ends or another reason keeps
  /// it from coming about; it must be quick and not wait.
  public init(
    destination: any Destination, outbox: Outbox, settings: DeliverySettings, clock: UplinkClock,
    jitter: @escaping @Sendable () -> Double,
    onChange: @escaping @Sendable (DeliveryLink) -> Void = { _ in }
  ) {
    self.destination = destination
    self.outbox = outbox
    self.settings = settings
    self.clock = clock
    self.jitter = jitter
    self.onChange = onChange
    let now = clock.now()
    state = Mutex(State(link: .away(since: now, reason: "not tried yet", retryAt: now)))
    outbox.observe { [inbox] in inbox.addNews() }
  }

  /// Hands over what is not worth queueing, if there is a connection; its number is negative.
  @discardableResult
  public func publish(_ message: DestinationMessage) -> Bool {
    guard message.number < 0, state.withLock({ $0.link.isConnected }) else { return false }
    return destination.send(message)
  }

  /// The figures of this moment; it waits for the disk.
  public func health() async -> UplinkHealth {
    do throws(StoreError) {
      let fill = try await outbox.fill(for: destination.name)
      state.withLock { $0.lastFill = fill }
    } catch {
      note(problem: error)
    }
    return lastHealth()
  }

  /// The same, but for what waits: that is as `health` found it last. It waits for nothing.
  public func lastHealth() -> UplinkHealth {
    let state = state.withLock { $0 }
    return UplinkHealth(
      destination: destination.name, link: state.link, counts: state.counts,
      inFlight: state.inFlight, fill: state.lastFill,
      unnoted: outbox.unnotedCount(of: destination.name), storeProblem: state.storeProblem,
      now: clock.now())
  }

  /// Serves the destination until the task is cancelled, then takes the connection down.
  public func run() async {
    await withTaskGroup { group in
      group.addTask { await self.tidy() }
      await self.serve()
      group.cancelAll()
    }
  }

  /// A connection, with the number that tells its words from those of the one before.
  private struct Connection {
    var number = 0
    var task: Task<Void, Never>?
  }

  private func serve() async {
    var delivery = Delivery(settings: settings, startingAt: clock.now())
    var connection = Connection()
    while !Task.isCancelled {
      // All that was said is taken in before the clock is looked at: where the disk has kept this
      // task waiting, answers that came meanwhile are not late.
      let inputs = inbox.take(of: connection.number) + [.tick]
      var effects = inputs.flatMap { step(&delivery, $0) }[...]
      while let effect = effects.popFirst() {
        guard let answer = await perform(effect, &connection) else { continue }
        effects += step(&delivery, answer)
      }
      publish(delivery)
      if inbox.isEmpty { await wait(until: delivery.deadline) }
    }
    connection.task?.cancel()
    await connection.task?.value
    await noteLastWords(&delivery, &connection)
  }

  /// What was acknowledged last is worth a commit: else it would be sent again at the next start.
  private func noteLastWords(_ delivery: inout Delivery, _ connection: inout Connection) async {
    for input in inbox.take(of: connection.number) {
      for effect in step(&delivery, input) {
        switch effect {
        case .acknowledge, .refuse: _ = await perform(effect, &connection)
        default: break
        }
      }
    }
    _ = await noteAll()
    state.withLock { $0.counts = delivery.counts }
  }

  private func step(_ delivery: inout Delivery, _ input: DeliveryInput) -> [DeliveryEffect] {
    delivery.step(input, at: clock.now(), jitter: jitter())
  }

  /// Does what is wanted; what comes of it at once, if anything, is the next input.
  private func perform(
    _ effect: DeliveryEffect, _ connection: inout Connection
  ) async -> DeliveryInput? {
    let name = destination.name
    switch effect {
    case .connect: connect(&connection)
    case .disconnect: connection.task?.cancel()
    case .send(let row):
      return destination.send(DestinationMessage(row)) ? nil : .notTaken(row)
    case .acknowledge(let number): outbox.acknowledge(number, by: name)
    case .refuse(let number, let reason): outbox.refuse(number, by: name, because: reason)
    case .note: return .noted(left: await noteAll())
    case .place:
      return await reading(else: .unreadable(nil)) { () throws(StoreError) in
        .placed(
          try await self.outbox.place(
            of: name, liveWithin: self.settings.liveWithin, now: self.clock.now()))
      }
    case .read(let lane, let after, let through):
      return await reading(else: .unreadable(lane)) { () throws(StoreError) in
        .read(
          lane,
          try await self.outbox.page(
            for: name, after: after, through: through, limit: Self.pageRows))
      }
    }
    return nil
  }

  private func connect(_ connection: inout Connection) {
    let previous = connection.task
    connection.number += 1
    connection.task = Task { [destination, inbox, number = connection.number] in
      await previous?.value
      if !Task.isCancelled { await destination.run { inbox.add($0, of: number) } }
      inbox.add(.disconnected(reason: "the connection ended"), of: number)
    }
  }

  private func reading(
    else failure: DeliveryInput, _ read: () async throws(StoreError) -> DeliveryInput
  ) async -> DeliveryInput {
    do throws(StoreError) {
      let answer = try await read()
      note(problem: nil)
      return answer
    } catch {
      note(problem: error)
      return failure
    }
  }

  /// Puts all acknowledgements on the disk that it takes; how many are left.
  private func noteAll() async -> Int {
    var left = outbox.unnotedCount(of: destination.name)
    while left > 0 {
      do throws(StoreError) {
        try await outbox.note()
      } catch {
        note(problem: error)
        return left
      }
      let rest = outbox.unnotedCount(of: destination.name)
      // What rides along with the store's own commit at this moment is its affair.
      guard rest < left else { return rest }
      left = rest
    }
    return 0
  }

  private func tidy() async {
    do throws(StoreError) {
      while try await outbox.tidy(), !Task.isCancelled {}
    } catch {
      // What is left behind costs room only, and the next start tries again.
      note(problem: error)
    }
  }

  private func note(problem: StoreError?) {
    state.withLock { $0.storeProblem = problem }
  }

  private func publish(_ delivery: Delivery) {
    let isNews = state.withLock { state in
      defer {
        state.link = delivery.link
        state.counts = delivery.counts
        state.inFlight = delivery.inFlightCount
      }
      return delivery.link.isNews(after: state.link)
    }
    if isNews { onChange(delivery.link) }
  }

  private func wait(until deadline: Instant?) async {
    guard let deadline else {
      await inbox.wait()
      return
    }
    let pause = deadline - clock.now()
    guard pause > .zero else { return }
    await withTaskGroup { group in
      group.addTask { [clock] in
        // A cancelled sleep has nothing to tell: whoever cancelled knows.
        do { try await clock.sleep(pause) } catch {}
      }
      group.addTask { [inbox] in await inbox.wait() }
      await group.next()
      group.cancelAll()
    }
  }
}
