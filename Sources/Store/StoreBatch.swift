/// What is committed in one transaction: all of it is on the disk afterwards, or none.
public struct StoreBatch: Hashable, Sendable {
  /// Replaces the one before.
  public var checkpoint: StoredCheckpoint?
  public var events: [StoredEvent]
  public var sampleBlocks: [SampleBlock]
  /// What these events have to tell to places outside.
  public var messages: [OutgoingMessage]

  public init(
    checkpoint: StoredCheckpoint? = nil, events: [StoredEvent] = [],
    sampleBlocks: [SampleBlock] = [], messages: [OutgoingMessage] = []
  ) {
    self.checkpoint = checkpoint
    self.events = events
    self.sampleBlocks = sampleBlocks
    self.messages = messages
  }

  public var isEmpty: Bool {
    checkpoint == nil && events.isEmpty && sampleBlocks.isEmpty && messages.isEmpty
  }

  /// Adds what came later: its checkpoint stands for both.
  mutating func append(_ later: StoreBatch) {
    checkpoint = later.checkpoint ?? checkpoint
    events += later.events
    sampleBlocks += later.sampleBlocks
    messages += later.messages
  }

  /// Takes out what can never be committed, so that it does not hold back the rest for ever.
  mutating func removeUnstorable() -> DroppedCounts {
    var dropped = DroppedCounts()
    let range = StoredEvent.sequenceRange
    let eventCount = events.count
    events.removeAll { !range.contains($0.sequence) }
    dropped.events = eventCount - events.count
    let blockCount = sampleBlocks.count
    sampleBlocks.removeAll { !range.contains($0.sequence) }
    dropped.sampleBlocks = blockCount - sampleBlocks.count
    let messageCount = messages.count
    messages.removeAll { !$0.isStorable }
    dropped.messages = messageCount - messages.count
    if let size = checkpoint?.state.count, size > StoredCheckpoint.stateLimitBytes {
      checkpoint = nil
      dropped.checkpoints = 1
    }
    return dropped
  }
}

/// What one commit found already there.
public struct CommitOutcome: Hashable, Sendable {
  /// Events that an earlier commit had brought, left as they were.
  public var repeatedEvents = 0
  /// Those of them whose line differs: two events were given one name.
  public var conflictingEvents = 0
  public var thinnedSampleBlocks = 0
  /// Messages that still wait from an earlier commit, left as they were.
  public var repeatedMessages = 0
  public var thinnedMessages = 0

  public init() {}
}

/// What was given up because it could not be kept.
public struct DroppedCounts: Hashable, Sendable {
  public var sampleBlocks = 0
  public var events = 0
  public var checkpoints = 0
  public var messages = 0

  public init() {}

  public var isEmpty: Bool {
    sampleBlocks == 0 && events == 0 && checkpoints == 0 && messages == 0
  }

  static func += (left: inout DroppedCounts, right: DroppedCounts) {
    left.sampleBlocks += right.sampleBlocks
    left.events += right.events
    left.checkpoints += right.checkpoints
    left.messages += right.messages
  }
}
