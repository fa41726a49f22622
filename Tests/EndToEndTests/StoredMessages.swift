import CareModel
import Messages
import Store
import Testing

/// What a store says must have been sent: the body of each of its events, by its identifier.
struct StoredMessages {
  private(set) var bodies: [String: String] = [:]
  private(set) var kinds: [String: Int] = [:]

  static let address = MessageAddress(site: "test", ward: "kmc", hub: "hub-1")
  private static let topics = [
    "day": "day", "session": "session", "alarm": "alarm", "response": "alarm",
  ]

  /// Reads the store of a daemon that has ended.
  init(_ path: String) async throws {
    let reader = try StoreReader.open(at: path)
    var cursor = StoreCursor.start
    while true {
      let page = try await reader.events(since: cursor, limit: 1000)
      guard let last = page.last else { break }
      cursor = last.cursor
      for event in page.map(\.row) where Self.topics[event.kind] != nil { try add(event) }
    }
    try reader.close()
  }

  private mutating func add(_ event: StoredEvent) throws {
    let stamp = MessageStamp(
      boot: event.boot, sequence: event.sequence, at: event.instant, wall: event.wall,
      quality: event.quality)
    let body = try Self.address.body(ofStored: event.line, stamp)
    let identifier = try #require(EventLine(body)?.string("id"))
    #expect(bodies[identifier] == nil, "two events have the name \(identifier)")
    bodies[identifier] = body
    kinds[event.kind, default: 0] += 1
  }

  /// Holds what was heard against the store: each once by its identifier, and nothing else.
  func expectExactly(_ heard: [UplinkRecorder.Heard]) {
    var seen: [String: String] = [:]
    for message in heard.queued {
      let identifier = message.identifier ?? "none"
      if let before = seen[identifier] {
        #expect(before == message.body, "another body under the name \(identifier)")
      }
      seen[identifier] = message.body
    }
    let missing = bodies.filter { seen[$0.key] == nil }
    #expect(missing.isEmpty, "\(missing.count) never came, such as \(missing.prefix(3))")
    let foreign = seen.filter { bodies[$0.key] == nil }
    #expect(foreign.isEmpty, "\(foreign.count) are not in the store: \(foreign.prefix(3))")
    let different = bodies.filter { seen[$0.key] != nil && seen[$0.key] != $0.value }
    #expect(different.isEmpty, "\(different.count) are not as stored: \(different.prefix(3))")
    #expect(seen.count == bodies.count)
  }

  /// How many came more than once.
  static func repeats(in heard: [UplinkRecorder.Heard]) -> Int {
    heard.queued.count - Set(heard.queued.map(\.identifier)).count
  }
}
