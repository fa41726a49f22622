import AlarmOutputs
import CareModel
import Configuration
import NIOConcurrencyHelpers
import NIOCore

/// The gateway for as long as the process lives, through changes of its configuration.
///
/// A change stops the running gateway, which saves, and starts another with its state: the path of
/// every restart, in well under a second. What cannot be started is given up for the configuration
/// before.
public final class ReloadingGateway: Sendable {
  public enum News: Sendable {
    /// Built, with its state restored; it has touched no port yet.
    case built(GatewayService)
    /// Ports and store were tried.
    case ready(GatewayService)
  }

  /// What became of a wish to exchange the configuration.
  public enum Exchange: Hashable, Sendable {
    case taken
    /// The configuration before runs on, because of this.
    case kept(String)
  }

  private struct State {
    var service: GatewayService?
    var running: Task<Void, any Error>?
    var wish: Wish?
    var isEnded = false
  }

  private struct Wish {
    var configuration: GatewayConfiguration
    var answer: ExchangeAnswer
  }

  /// How one run of the gateway ended.
  private struct Round {
    var left: HandedOver
    var failure: (any Error)?
  }

  let group: any EventLoopGroup
  private let lines = KeptOutputs()
  private let first: GatewayConfiguration
  private let makeEnvironment: @Sendable () -> GatewayService.Environment
  private let state = NIOLockedValueBox(State())

  /// How long a port may take to be tried before the gateway is ready without it.
  ///
  /// 2 s, local choice: an adapter that hangs must not keep infants unwatched.
  private static let portTrial = TimeLength.seconds(2)

  public init(
    _ configuration: GatewayConfiguration, group: any EventLoopGroup,
    environment: @escaping @Sendable () -> GatewayService.Environment = { .machine }
  ) {
    first = configuration
    makeEnvironment = environment
    self.group = group
  }

  /// The gateway that runs now; nil before the first, and while one takes over from another.
  public var service: GatewayService? { state.withLockedValue { $0.service } }

  /// Runs until the task is cancelled.
  ///
  /// Errors: what keeps the first configuration from running, or each of two.
  public func run(_ tell: @escaping @Sendable (News) async -> Void) async throws {
    defer { end() }
    let result = await runUntilEnd(tell)
    await lines.end()
    try result.get()
  }

  private func runUntilEnd(
    _ tell: @escaping @Sendable (News) async -> Void
  ) async -> Result<Void, any Error> {
    do { return .success(try await runAll(tell)) } catch { return .failure(error) }
  }

  private func runAll(_ tell: @escaping @Sendable (News) async -> Void) async throws {
    var configuration = first
    var answer = ExchangeAnswer(nil)
    var before: GatewayConfiguration?
    var left: HandedOver?
    while true {
      let isExchange = before != nil
      let failure: (any Error)?
      do {
        let round = try await runOnce(configuration, left, isExchange, answer, tell)
        (left, failure) = (round.left, round.failure)
      } catch {
        failure = error
      }
      if let failure {
        let hasAnswered = answer.give(.kept("it cannot be started: \(failure)"))
        guard hasAnswered, !Task.isCancelled, let old = before else { throw failure }
        (configuration, before) = (old, nil)
        continue
      }
      answer.give(.kept("the gateway stops"))
      guard !Task.isCancelled, let wish = state.withLockedValue({ $0.wish.take() }) else { return }
      (before, configuration, answer) = (configuration, wish.configuration, wish.answer)
    }
  }

  /// Changes to another configuration; returns when it runs, or when the one before runs on.
  public func exchange(_ configuration: GatewayConfiguration) async -> Exchange {
    if let health = service?.storeHealth, health.state != .working {
      return .kept(
        "the store is failing, and what waits in memory to be saved would be lost; mend the disk")
    }
    return await withCheckedContinuation { continuation in
      let wish = Wish(configuration: configuration, answer: ExchangeAnswer(continuation))
      let refusal: String? = state.withLockedValue { state in
        if state.isEnded { return "the gateway stops" }
        if state.wish != nil { return "another change is under way" }
        state.wish = wish
        lines.keep(configuration.gpio)
        // From here on it answers for nobody: a gateway that cannot stop must not look alive.
        state.service = nil
        state.running?.cancel()
        return nil
      }
      if let refusal { wish.answer.give(.kept(refusal)) }
    }
  }

  /// One gateway from its start to its end.
  private func runOnce(
    _ configuration: GatewayConfiguration, _ left: HandedOver?, _ isExchange: Bool,
    _ answer: ExchangeAnswer, _ tell: @escaping @Sendable (News) async -> Void
  ) async throws -> Round {
    let service = try await GatewayService(
      configuration: configuration, environment: makeEnvironment(), group: group, continuing: left,
      lines: lines)
    if isExchange, left?.hadStore == true, let problem = service.storeProblem {
      await service.abandon()
      throw problem
    }
    await tell(.built(service))
    let running = Task {
      try await service.run {
        await service.waitForPorts(atMost: Self.portTrial)
        await tell(.ready(service))
        answer.give(.taken)
      }
    }
    let mustEnd = state.withLockedValue { state in
      let mustEnd = state.wish != nil
      state.service = mustEnd ? nil : service
      state.running = running
      return mustEnd
    }
    if mustEnd { running.cancel() }
    let result = await withTaskCancellationHandler {
      await running.result
    } onCancel: {
      running.cancel()
    }
    state.withLockedValue { state in
      state.service = nil
      state.running = nil
    }
    var failure: (any Error)?
    if case .failure(let error) = result { failure = error }
    return Round(left: await service.handOver(), failure: failure)
  }

  private func end() {
    let wish = state.withLockedValue { state in
      state.isEnded = true
      return state.wish.take()
    }
    wish?.answer.give(.kept("the gateway stops"))
  }
}
