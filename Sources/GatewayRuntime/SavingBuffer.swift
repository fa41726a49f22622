import CareModel
import GatewayCore
import Messages
import Store
import TraceFormat

/// What waits for the next commit: the events since the last, and the samples of about a minute.
struct SavingBuffer {
  /// Saved at least this often, so that a sudden end costs no more.
  static let every = TimeLength.seconds(30)
  private static let blockLength = TimeLength.seconds(60)
  /// A block goes out earlier when it holds so many samples: some 400 kB, a tenth of what may wait.
  private static let blockSamplesMost = 50_000

  private(set) var due: Instant
  private(set) var eventSequence: Int64
  private var blockSequence: Int64
  private var events: [StoredEvent] = []
  private var messages: [OutgoingMessage] = []
  private var samples = PackedSamples()
  private let machineBoot: String
  private let configuredDyads: [Assignment]
  /// Nil where nothing is sent onwards: then nothing waits for it.
  private let address: MessageAddress?

  init(
    startingAt now: Instant, machineBoot: String, configuredDyads: [Assignment],
    sendingFrom address: MessageAddress?
  ) {
    due = now + Self.every
    eventSequence = 0
    blockSequence = 0
    self.machineBoot = machineBoot
    self.configuredDyads = configuredDyads
    self.address = address
  }

  /// Takes one event; returns the message that is queued with it, if it is one that goes out.
  mutating func add(_ event: CareEvent, _ ward: Ward) -> OutgoingMessage? {
    eventSequence += 1
    let wall = ward.wall(at: ward.now)
    events.append(
      StoredEvent(
        sequence: eventSequence, boot: ward.boot, instant: ward.now, wall: wall,
        quality: ward.clockQuality, kind: event.kind, infant: event.infant, line: event.line))
    let stamp = MessageStamp(
      boot: ward.boot, sequence: eventSequence, at: ward.now, wall: wall,
      quality: ward.clockQuality)
    guard var message = address?.message(event, stamp).flatMap({ OutgoingMessage($0) }) else {
      return nil
    }
    if case .alarm(let alarm) = event { message.waitsForDisk = alarm.state == .resolved }
    messages.append(message)
    return message
  }

  mutating func add(_ input: WardInput, at now: Instant) {
    if case .sample(let sample) = input { samples.append(sample, at: now) }
  }

  /// Whether the samples are worth a commit of their own.
  var isBlockFull: Bool { samples.count >= Self.blockSamplesMost }

  /// Everything since the last batch, with the core as it is now.
  ///
  /// - Parameter isLast: True when no other comes: then also a block that is not full is taken.
  mutating func takeBatch(
    _ core: GatewayCore, at now: Instant, isLast: Bool = false
  ) throws -> StoreBatch {
    due = now + Self.every
    let saved = SavedGateway(core: core.checkpoint, configuredDyads: configuredDyads)
    // The instant and the machine's clock must be of one moment: the time away is their difference.
    let instant = max(now, core.ward.now)
    var batch = StoreBatch(
      checkpoint: StoredCheckpoint(
        version: SavedGateway.version, lastInput: core.lastInput, instant: instant,
        machineBoot: machineBoot, boottimeMilliseconds: BootTimeClock.sinceBoot.milliseconds,
        wall: core.ward.wall(at: instant), quality: core.ward.clockQuality,
        state: try saved.encoded()),
      events: events, messages: messages)
    events = []
    messages = []
    if let from = samples.from, isLast || isBlockFull || now - from >= Self.blockLength,
      let block = samples.take()
    {
      blockSequence += 1
      batch.sampleBlocks = [
        SampleBlock(
          sequence: blockSequence, boot: core.ward.boot, from: block.from, to: block.to,
          count: block.count, payload: StoredSamples.payload(block.bytes))
      ]
    }
    return batch
  }
}

extension CareEvent {
  /// The value of the line's `event` key.
  fileprivate var kind: String {
    switch self {
    case .contact: "contact"
    case .unobserved: "unobserved"
    case .session: "session"
    case .alarm: "alarm"
    case .response: "response"
    case .day: "day"
    case .standby: "standby"
    case .alarmTest: "alarm-test"
    }
  }

  fileprivate var infant: InfantIdentifier? {
    switch self {
    case .contact(let interval): interval.infant
    case .unobserved(let interval): interval.infant
    case .session(let session): session.infant
    case .alarm(let alarm): alarm.infant
    case .response, .alarmTest: nil
    case .day(let day): day.infant
    case .standby(let standby): standby.infant
    }
  }
}

extension OutgoingMessage {
  /// Nil for what is not queued: readings and presence.
  fileprivate init?(_ message: Message) {
    guard let kind = Kind(rawValue: message.kind.rawValue) else { return nil }
    self.init(
      kind: kind, identifier: message.identifier, isKept: message.isKept, instant: message.at,
      body: Array(message.body.utf8))
  }
}
