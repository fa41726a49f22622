/// How much may wait in memory while the disk does not take it.
public struct WaitingLimits: Hashable, Sendable {
  /// Beyond it the oldest sample blocks are dropped. Four million bytes are about 12 hours at 8
  /// readings a second.
  public var samplesBytes: Int
  /// Beyond it the oldest events are dropped, and what they have to tell outside. Eight million bytes are about 20,000 events.
  public var eventsBytes: Int
  /// What is committed in one transaction, unless one batch alone is larger.
  public var transactionBytes: Int

  public static let standard = WaitingLimits(
    samplesBytes: 4_000_000, eventsBytes: 8_000_000, transactionBytes: 1_000_000)

  public init(samplesBytes: Int, eventsBytes: Int, transactionBytes: Int) {
    self.samplesBytes = samplesBytes
    self.eventsBytes = eventsBytes
    self.transactionBytes = transactionBytes
  }
}

/// The batches that are not on the disk yet, merged as they come, within bounds.
///
/// Whole batches are merged in their order, so that a checkpoint never reaches the disk before
/// the events that it has seen. Of several checkpoints the newest stands for all.
struct WaitingBatches {
  struct Part {
    var batch: StoreBatch
    /// The number of the last submission in it.
    var ticket: Int
    var samplesBytes: Int
    var eventsBytes: Int

    var bytes: Int { samplesBytes + eventsBytes }

    mutating func append(_ later: Part) {
      batch.append(later.batch)
      ticket = later.ticket
      samplesBytes += later.samplesBytes
      eventsBytes += later.eventsBytes
    }
  }

  let limits: WaitingLimits
  private(set) var parts: [Part] = []
  private(set) var dropped = DroppedCounts()
  private var samplesBytes = 0
  private var eventsBytes = 0

  init(limits: WaitingLimits) { self.limits = limits }

  var isEmpty: Bool { parts.isEmpty }

  mutating func append(_ submitted: StoreBatch, ticket: Int) {
    var batch = submitted
    dropped += batch.removeUnstorable()
    let part = Part(
      batch: batch, ticket: ticket, samplesBytes: batch.sampleBlocks.reduce(0) { $0 + $1.weight },
      eventsBytes: batch.events.reduce(0) { $0 + $1.weight }
        + batch.messages.reduce(0) { $0 + $1.weight })
    count(part, 1)
    if batch.checkpoint != nil { dropCheckpoints() }
    parts.append(part)
    mergeLast()
    keepWithinLimits()
  }

  /// The oldest part, to be committed; it no longer counts as waiting.
  mutating func takeFirst() -> Part? {
    guard !parts.isEmpty else { return nil }
    let part = parts.removeFirst()
    count(part, -1)
    return part
  }

  /// Puts back, in front, what could not be committed.
  mutating func putBack(_ part: Part) {
    var part = part
    if parts.contains(where: { $0.batch.checkpoint != nil }) { part.batch.checkpoint = nil }
    count(part, 1)
    parts.insert(part, at: 0)
    keepWithinLimits()
  }

  /// Merges the last part into the one before when one transaction can carry both.
  private mutating func mergeLast() {
    guard parts.count > 1 else { return }
    let last = parts[parts.count - 1]
    let sumBytes = parts[parts.count - 2].bytes + last.bytes
    guard sumBytes <= limits.transactionBytes || last.batch.isEmpty else { return }
    parts.removeLast()
    parts[parts.count - 1].append(last)
  }

  /// Merges what has shrunk, so that the number of parts follows from the limits.
  private mutating func mergeAll() {
    let shrunk = parts
    parts = []
    for part in shrunk {
      if let last = parts.last, last.batch.isEmpty { parts.removeLast() }
      parts.append(part)
      mergeLast()
    }
  }

  private mutating func count(_ part: Part, _ sign: Int) {
    samplesBytes += sign * part.samplesBytes
    eventsBytes += sign * part.eventsBytes
  }

  private mutating func dropCheckpoints() {
    for index in parts.indices { parts[index].batch.checkpoint = nil }
  }

  private mutating func keepWithinLimits() {
    let before = dropped
    for index in parts.indices where samplesBytes > limits.samplesBytes {
      let overBytes = samplesBytes - limits.samplesBytes
      let freed = parts[index].batch.sampleBlocks.removeOldest(weighing: overBytes, \.weight)
      parts[index].samplesBytes -= freed.bytes
      samplesBytes -= freed.bytes
      dropped.sampleBlocks += freed.count
    }
    // Detail for outside before events, and those before alarms and day summaries for outside.
    dropMessages { !$0.isKept }
    for index in parts.indices where eventsBytes > limits.eventsBytes {
      let overBytes = eventsBytes - limits.eventsBytes
      let freed = parts[index].batch.events.removeOldest(weighing: overBytes, \.weight)
      parts[index].eventsBytes -= freed.bytes
      eventsBytes -= freed.bytes
      dropped.events += freed.count
    }
    dropMessages { _ in true }
    if dropped != before { mergeAll() }
  }

  private mutating func dropMessages(_ mayGo: (OutgoingMessage) -> Bool) {
    for index in parts.indices where eventsBytes > limits.eventsBytes {
      var freedBytes = 0
      let overBytes = eventsBytes - limits.eventsBytes
      parts[index].batch.messages.removeAll { message in
        guard freedBytes < overBytes, mayGo(message) else { return false }
        freedBytes += message.weight
        dropped.messages += 1
        return true
      }
      parts[index].eventsBytes -= freedBytes
      eventsBytes -= freedBytes
    }
  }
}

extension Array {
  /// Removes from the front until `bytes` are freed or nothing is left.
  fileprivate mutating func removeOldest(
    weighing bytes: Int, _ weight: (Element) -> Int
  ) -> (count: Int, bytes: Int) {
    var freedBytes = 0
    var count = 0
    while freedBytes < bytes, count < self.count {
      freedBytes += weight(self[count])
      count += 1
    }
    removeFirst(count)
    return (count, freedBytes)
  }
}

extension SampleBlock {
  /// What it holds of memory, in bytes, about.
  var weight: Int { payload.count + 96 }
}

extension StoredEvent {
  /// What it holds of memory, in bytes, about.
  var weight: Int { line.utf8.count + 160 }
}

extension OutgoingMessage {
  /// What it holds of memory, in bytes, about.
  var weight: Int { body.count + identifier.utf8.count + 120 }
}
