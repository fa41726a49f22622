import AlarmSignals
import CareModel
import Configuration
import GPIO

/// All lines of one gateway: outputs under supervision, buttons and buckles.
public final class GpioService: Sendable {
  /// News that wait for a gateway that does not take them; the oldest go first.
  private static let newsAtMost = 1000

  private let configuration: GpioConfiguration
  private let chips: ChipFolder
  private let limits: OutputLimits
  private let supervisor: OutputSupervisor
  private let wereFailing: Set<String>
  private let news: AsyncStream<GpioNews>
  private let newsEntry: AsyncStream<GpioNews>.Continuation

  /// - Parameters:
  ///   - lines: Keeps lines that the next gateway of this process drives as well.
  ///   - wereFailing: Outputs and buttons whose failure was told before this run, and not its end.
  ///   - isMoving: Whether the gateway's parts move; the relay `gateway-failed` asks it.
  public init(
    _ configuration: GpioConfiguration, chips: ChipFolder = ChipFolder(),
    lines: KeptOutputs = KeptOutputs(), wereFailing: Set<String> = [],
    isMoving: @escaping @Sendable () async -> Bool = { true }
  ) {
    self.configuration = configuration
    self.chips = chips
    self.wereFailing = wereFailing
    let limits = configuration.limits
    self.limits = limits
    let (news, entry) = AsyncStream<GpioNews>.makeStream(
      bufferingPolicy: .bufferingNewest(Self.newsAtMost))
    self.news = news
    newsEntry = entry
    let keeper = lines.keeper
    let driven = configuration.outputs.map { output -> any AlarmOutput in
      output.rule.kind == .gatewayFailed
        ? GatewayRelay(output, limits, chips: chips, keeper: keeper, isMoving: isMoving)
        : LineOutput(output, configuration.signals, chips: chips, keeper: keeper)
    }
    supervisor = OutputSupervisor(driven, limits: limits, wereFailing: wereFailing) {
      entry.yield(.output($0))
    }
  }

  /// Hands on what is to be shown and returns at once. Until the first, the relays call.
  public func announce(_ annunciation: Annunciation) { supervisor.announce(annunciation) }

  /// Drives and reads the lines until the task is cancelled, then leaves the outputs safe, within
  /// three times what an output may take, whatever hangs.
  ///
  /// `tell` gets the news in order, one at a time, the last ones at the end; outputs never wait for
  /// it. Run it once.
  public func run(tell: @escaping @Sendable (GpioNews) async -> Void) async {
    let telling = Task { [news] in for await each in news { await tell(each) } }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [supervisor] in await supervisor.run() }
      for button in configuration.buttons {
        group.addTask { await self.untilCancelled { await self.watch(button) } }
      }
      for buckle in configuration.buckles {
        group.addTask { await self.untilCancelled { await self.watch(buckle) } }
      }
    }
    newsEntry.finish()
    _ = await BoundedWait.run(within: limits.answerWithin) { await telling.value }
    telling.cancel()
  }

  /// Lets work go on until the task is cancelled; work that hangs then is left to itself.
  private func untilCancelled(_ work: @escaping @Sendable () async -> Void) async {
    let (ends, end) = AsyncStream<Void>.makeStream()
    let working = Task {
      await work()
      end.finish()
    }
    for await _ in ends {}
    working.cancel()
    _ = await BoundedWait.run(within: limits.answerWithin) { await working.value }
  }

  private func watch(_ button: GpioButtonConfiguration) async {
    let machine = ButtonMachine(debounce: button.debounce, longPress: button.longPress)
    let watch = InputWatch(
      name: button.name, line: InputLine(button.line, chips: chips), limits: limits,
      machine: machine, wasFailing: wereFailing.contains(button.name),
      tell: { [newsEntry] in newsEntry.yield(.input($0)) },
      find: { [newsEntry] action in
        newsEntry.yield(.button(bed: button.bed, action: action, by: button.name))
      })
    await watch.run()
  }

  private func watch(_ buckle: GpioBuckleConfiguration) async {
    let machine = BuckleMachine(
      device: buckle.device, debounce: buckle.debounce, period: buckle.reportPeriod)
    let watch = InputWatch(
      name: buckle.device.name, line: InputLine(buckle.line, chips: chips), limits: limits,
      machine: machine, tell: { [newsEntry] in newsEntry.yield(.input($0)) },
      find: { [newsEntry] in newsEntry.yield(.sample($0)) })
    await watch.run()
  }
}

extension GpioConfiguration {
  var limits: OutputLimits {
    OutputLimits(
      answerWithin: answerWithin, checkPeriod: checkPeriod, retryFirst: retryFirst,
      retryAtMost: retryAtMost)
  }
}
