import CareModel
import GatewayCore
import Messages
import SerialIO
import Store
import TraceFormat

/// The one owner of the core: everything reaches it here, one input after the other.
///
/// Each port waits until its bytes were stepped before it reads on, so what is under way is bounded.
public actor Gateway {
  private(set) var core: GatewayCore
  private let clock: any GatewayClock
  private let store: StoreWriter?
  private var buffer: SavingBuffer
  /// Commits that are on their way to the disk.
  private var unsaved = 0
  private var writers: [PortIdentifier: @Sendable ([UInt8]) -> Bool] = [:]
  private var progress: [PortIdentifier: PortProgress] = [:]
  private var waiters: [Waiter] = []
  private var observers: [(number: Int, look: @Sendable (Observation) -> Void)] = []
  private var nextObserver = 0
  private var timer: Task<Void, Never>?
  private var timerDue = Instant.distantFuture
  private let wakesItself: Bool
  private var isStopped = false
  /// Why the configuration file is not in force; nil when it is.
  private(set) var configurationProblem: String?
  private var outputs: GatewayOutputs?
  private var hasBegun = false

  private struct Waiter {
    var isMet: @Sendable (Gateway.Progress) -> Bool
    var continuation: CheckedContinuation<Void, Never>
  }

  /// What waiting for the gateway can depend on.
  public struct Progress: Sendable {
    public var ports: [PortIdentifier: PortProgress]
    /// Commits that are on their way to the disk.
    public var unsaved: Int
  }

  /// - Parameter wakesItself: False when a driver of virtual time calls `tick` at `deadline`.
  public init(
    core: GatewayCore, clock: any GatewayClock, store: StoreWriter?, machineBoot: String,
    configuredDyads: [Assignment], sendingFrom address: MessageAddress? = nil,
    wakesItself: Bool = true
  ) {
    self.core = core
    self.clock = clock
    self.store = store
    buffer = SavingBuffer(
      startingAt: clock.now, machineBoot: machineBoot, configuredDyads: configuredDyads,
      sendingFrom: address)
    self.wakesItself = wakesItself
  }

  /// How bytes for a port leave; must not wait, and says whether they were taken.
  public func connect(_ port: PortIdentifier, write: @escaping @Sendable ([UInt8]) -> Bool) {
    writers[port] = write
  }

  /// Where alarms are shown; they are told at once what is to be seen and heard now.
  func connect(_ outputs: GatewayOutputs) {
    self.outputs = outputs
    outputs.announce(core.ward.annunciation)
  }

  // MARK: Inputs

  /// Takes what a port says, in the port's own order.
  public func receive(_ event: SerialEvent, on port: PortIdentifier) {
    switch event {
    case .opened:
      tell(.port(port, isOpen: true, "open"))
      step(.opened(port))
      progress[port, default: PortProgress()].timesOpened += 1
    case .bytes(let bytes):
      step(.bytes(port, bytes))
      progress[port, default: PortProgress()].steppedBytes += bytes.count
    case .closed(let reason):
      tell(.port(port, isOpen: false, reason.description))
      step(.closed(port))
      progress[port, default: PortProgress()].timesClosed += 1
    }
    wakeWaiters()
  }

  public func take(_ input: WardInput) { step(.ward(input)) }

  /// Takes what a person answered; true where it answered anything, a latched alarm too.
  func takeAndTell(_ input: WardInput) -> Bool {
    let effects = core.step(.ward(input), at: clock.now)
    apply(effects)
    armTimer()
    return effects.contains { if case .event(.response) = $0 { true } else { false } }
  }

  /// Lets what is due happen.
  public func tick() {
    if isStopped { return }
    step(.tick)
    if store != nil, buffer.due <= clock.now { save() }
  }

  /// When `tick` is wanted.
  public var deadline: Instant { store == nil ? core.deadline : min(core.deadline, buffer.due) }

  /// Closes and prints everything that is open, as at the end of a demo.
  public func finish() {
    apply(core.finish(at: clock.now))
    save()
  }

  /// Saves at once what there is: what comes after it may take its time to end.
  func saveEarly() { save() }

  /// Saves once more and stops waking; what follows is not taken any more.
  public func stop() async {
    // Another gateway may go on from here in this process: this one must never wake again.
    isStopped = true
    timer?.cancel()
    save(isLast: true)
    await store?.drain()
  }

  // MARK: Looking on

  public var view: WardView { core.ward.view }
  public var linkViews: [LinkView] { core.linkViews }
  public var boot: BootIdentifier { core.ward.boot }
  public var assignments: [Assignment] { core.ward.assignments }
  public var calendar: FacilityCalendar { core.ward.calendar }
  var isTest: Bool { core.ward.annunciation.isTest }
  public var goal: TimeLength { core.ward.settings.goalPerDay }

  /// What a message of this moment is marked with; its number is the sender's.
  func stamp(at instant: Instant) -> MessageStamp {
    MessageStamp(
      boot: core.ward.boot, sequence: 0, at: instant, wall: core.ward.wall(at: instant),
      quality: core.ward.clockQuality)
  }

  public func wall(at instant: Instant) -> WallTime? { core.ward.wall(at: instant) }

  /// The hours of an infant up to a wall time, or up to now; nil where they cannot be had.
  func hours(
    of infant: InfantIdentifier, ending wall: WallTime?, length: TimeLength
  ) -> (answer: HoursAnswer, ending: Instant)? {
    let ward = core.ward
    let ending = wall.map { ward.instant(of: $0) } ?? ward.now
    guard let ending else { return nil }
    return ward.hours(of: infant, ending: ending, length: length).map { ($0, ending) }
  }

  /// The core as another run of the gateway needs it to go on from here, and when that was.
  var leftBehind: (core: GatewayCheckpoint, at: Instant) {
    (core.checkpoint, max(clock.now, core.ward.now))
  }

  /// Takes a step, as soon as the restart was told to the core.
  func answer() { if hasBegun { tick() } }

  /// From here on the core knows of the restart, and what was noted before can be told to it.
  func begin() {
    hasBegun = true
    take(.configuration(isRefused: configurationProblem != nil))
  }

  func note(configurationProblem: String?) {
    self.configurationProblem = configurationProblem
    // Nothing may come before the inputs that tell of the restart.
    if hasBegun { take(.configuration(isRefused: configurationProblem != nil)) }
  }

  /// Calls `look` for everything that happens from now on; it must be quick and not wait.
  @discardableResult
  public func observe(_ look: @escaping @Sendable (Observation) -> Void) -> Int {
    nextObserver += 1
    observers.append((nextObserver, look))
    return nextObserver
  }

  public func stopObserving(_ number: Int) { observers.removeAll { $0.number == number } }

  /// Lets everybody who waits go on, because whatever they wait for will not come.
  public func abandonWaits() {
    for waiter in waiters { waiter.continuation.resume() }
    waiters = []
  }

  /// Returns as soon as the gateway has come as far as `isMet` wants.
  public func wait(until isMet: @escaping @Sendable (Progress) -> Bool) async {
    if isMet(progressNow) { return }
    await withCheckedContinuation { waiters.append(Waiter(isMet: isMet, continuation: $0)) }
  }

  // MARK: Stepping

  private func step(_ input: GatewayInput) {
    apply(core.step(input, at: clock.now))
    armTimer()
  }

  private func apply(_ effects: [GatewayEffect]) {
    var mustSave = false
    for effect in effects {
      switch effect {
      case .send(let port, let bytes):
        if writers[port]?(bytes) ?? false {
          progress[port, default: PortProgress()].sentBytes += bytes.count
        }
      case .event(let event):
        tell(.event(event, at: core.ward.now))
        if store != nil, let message = buffer.add(event, core.ward) { tell(.queued(message)) }
        mustSave = true
      case .taken(let input, let at):
        tell(.taken(input, at: at))
        if store != nil { buffer.add(input, at: at) }
        if buffer.isBlockFull { mustSave = true }
      case .notice(let notice): tell(.notice(notice))
      case .transition: mustSave = true
      case .announce(let annunciation):
        // Outputs take it without waiting, and before anything waits for a disk.
        outputs?.announce(annunciation)
        tell(.announced(annunciation))
      }
    }
    if mustSave { save() }
  }

  /// Tells everybody who looks on.
  func tell(_ observation: Observation) {
    for observer in observers { observer.look(observation) }
  }

  private func armTimer() {
    let due = deadline
    guard wakesItself, !isStopped, due < timerDue else { return }
    timer?.cancel()
    timerDue = due
    timer = Task { [clock] in
      // A cancelled sleep was replaced by an earlier one, or the gateway stops.
      do { try await clock.sleep(until: due) } catch { return }
      self.timerFired()
    }
  }

  private func timerFired() {
    timerDue = .distantFuture
    tick()
  }

  // MARK: Saving

  /// Hands everything since the last time to the store, and boards may forget it once it is safe.
  private func save(isLast: Bool = false) {
    guard let store else { return }
    let lastInput = core.lastInput
    do {
      store.submit(try buffer.takeBatch(core, at: clock.now, isLast: isLast))
    } catch {
      tell(.trouble("the state cannot be encoded, nothing is saved: \(error)"))
      return
    }
    unsaved += 1
    Task {
      await store.drain()
      self.saved(through: store.health.state == .working ? lastInput : nil)
    }
  }

  private func saved(through lastInput: Int64?) {
    unsaved -= 1
    if let lastInput { step(.saved(through: lastInput)) }
    wakeWaiters()
  }

  /// How far everything has come.
  public var progressNow: Progress {
    Progress(ports: progress, unsaved: unsaved)
  }

  private func wakeWaiters() {
    if waiters.isEmpty { return }
    let now = progressNow
    let met = waiters.filter { $0.isMet(now) }
    guard !met.isEmpty else { return }
    waiters.removeAll { $0.isMet(now) }
    for waiter in met { waiter.continuation.resume() }
  }
}
