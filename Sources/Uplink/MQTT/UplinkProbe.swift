import Configuration
import Synchronization

/// Goes the way to the broker step by step and says where it ends, without disturbing a gateway
/// that runs: under a name of its own, and with a message on a topic of its own, `test`.
public struct UplinkProbe: Sendable {
  private let settings: MQTTSettings
  /// Unique among probes that run at a time.
  private let mark: String

  public init(_ settings: MQTTSettings, mark: String) {
    var settings = settings
    settings.clientIdentifier += "-test-\(mark)"
    settings.announcesState = false
    settings.continuesSession = false
    settings.subscriptions = []
    self.settings = settings
    self.mark = mark
  }

  /// All steps in their order; each is told as soon as it is known.
  @discardableResult
  public func run(
    _ tell: @escaping @Sendable (UplinkProbeStep) -> Void = { _ in }
  ) async -> [UplinkProbeStep] {
    var steps: [UplinkProbeStep] = []
    func add(_ kind: UplinkProbeStep.Kind, _ result: UplinkProbeStep.Result) {
      let step = UplinkProbeStep(kind: kind, result: result)
      steps.append(step)
      tell(step)
    }
    do throws(UplinkFailure) {
      add(.credentials, try credentials())
      let addresses = try await ProbeRoute.addresses(of: settings.uplink)
      add(.name, .good("`\(settings.uplink.host)` is \(addresses.joined(separator: ", "))"))
      let reached = try await ProbeRoute.reach(settings.uplink)
      add(.route, .good("\(reached) answers on port \(settings.uplink.port)"))
    } catch {
      add(Self.kind(of: error), .failed(reason: error.reason, advice: error.advice))
    }
    if steps.last.map({ !Self.isFailed($0) }) ?? false {
      for (kind, result) in await session() { add(kind, result) }
    }
    for kind in UplinkProbeStep.Kind.allCases where !steps.contains(where: { $0.kind == kind }) {
      add(kind, .untried)
    }
    return steps
  }

  public static func isFailed(_ step: UplinkProbeStep) -> Bool {
    if case .failed = step.result { true } else { false }
  }

  private func credentials() throws(UplinkFailure) -> UplinkProbeStep.Result {
    guard let source = settings.uplink.credentials else {
      return .unused("none configured")
    }
    let path = try Credentials.path(of: source).path
    let credentials = try Credentials.read(source)
    let what = credentials.password == nil ? "a user without a password" : "a user and a password"
    return .good("\(path) holds \(what), and nobody else may read it")
  }

  /// The steps that need the library: from the first encrypted byte to the acknowledgement.
  private func session() async -> [(UplinkProbeStep.Kind, UplinkProbeStep.Result)] {
    let destination = MQTTDestination(name: "probe", settings: settings)
    let (failure, isOpen, refusal) = await exchange(destination)
    let encryption = encryption(failure)
    if let failure, failure.stage == .tls || !isOpen {
      let failed = UplinkProbeStep.Result.failed(reason: failure.reason, advice: failure.advice)
      switch failure.stage {
      case .tls: return [(.tls, failed)]
      case .credentials, .name, .route: return [(Self.kind(of: failure), failed)]
      default: return [(.tls, encryption), (.login, failed)]
      }
    }
    let login = UplinkProbeStep.Result.good(
      settings.uplink.credentials == nil ? "the broker lets everybody in" : "user and password fit")
    let topic = settings.topic("test")
    if let refusal {
      return [
        (.tls, encryption), (.login, login),
        (
          .publish,
          .failed(
            reason: refusal, advice: "allow this user to publish on \(settings.topicPrefix)/#")
        ),
      ]
    }
    let published = UplinkProbeStep.Result.good("a message was sent on \(topic)")
    let answer: UplinkProbeStep.Result =
      if let failure {
        .failed(reason: failure.reason, advice: failure.advice)
      } else {
        .good("the broker has it")
      }
    return [
      (.tls, encryption), (.login, login), (.publish, published), (.acknowledgement, answer),
    ]
  }

  private func encryption(_ failure: UplinkFailure?) -> UplinkProbeStep.Result {
    guard let tls = settings.uplink.tls else {
      return .unused("off: everyone on the network can read and change what is sent")
    }
    let own = tls.client == nil ? "" : "; the gateway shows a certificate of its own"
    return .good(
      "the broker's certificate is valid, signed by a known authority and for its name\(own)")
  }

  /// Connects, sends one message and waits for what becomes of it.
  private func exchange(
    _ destination: MQTTDestination
  ) async -> (failure: UplinkFailure?, isOpen: Bool, refusal: String?) {
    let mark = mark
    let seen = ProbeSight()
    let run = Task {
      await destination.run { event in
        switch event {
        case .connected:
          seen.open()
          _ = destination.send(
            DestinationMessage(
              number: 1, topicSuffix: "test", body: Array("{\"id\":\"test-\(mark)\"}".utf8),
              expirySeconds: 60))
        case .acknowledged: seen.end(refusal: nil)
        case .refused(_, let reason): seen.end(refusal: reason)
        case .disconnected: seen.end(refusal: nil)
        }
      }
      seen.end(refusal: nil)
    }
    await seen.waitForEnd()
    run.cancel()
    await run.value
    return (destination.lastFailure, seen.isOpen, seen.refusal)
  }

  private static func kind(of failure: UplinkFailure) -> UplinkProbeStep.Kind {
    switch failure.stage {
    case .credentials: .credentials
    case .name: .name
    case .route: .route
    case .tls: .tls
    case .login, .connection: .login
    case .publish: .publish
    case .acknowledgement: .acknowledgement
    }
  }
}
