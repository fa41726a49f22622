import CareModel
import Foundation
import Store
import Testing
import TraceFormat

/// A store with one of everything, written by hand, and a configuration that names it.
struct ExportedStore {
  let folder: ScratchFolder
  let stick: String
  let configuration: String

  static let noon = WallTime(milliseconds: 1_768_046_400_000)

  /// - Parameter dayEvents: further days, to make the store large.
  init(dayEvents: Int = 0, withSamples: Bool = true) async throws {
    folder = try ScratchFolder()
    stick = folder.path("stick")
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
    configuration = try folder.write(
      "kmcd.yaml",
      """
      version: 1
      site: {site: hospital-1, ward: nicu, hub: hub-1}
      time: {zone: UTC}
      ports:
        - {name: binder, path: /dev/serial/by-id/none}
      devices:
        - {name: binder-1, kind: binder, serial: 1}
      dyads:
        - {infant: K-001, binder: binder-1}
      store: {path: \(folder.path("kmcd.sqlite"))}
      control: {socket: \(folder.path("kmcd.sock"))}

      """)
    let store = try Store.open(at: folder.path("kmcd.sqlite")).store
    // The first run never learnt the time; the second did, and dates both.
    try await store.commit(StoreBatch(events: Self.first.enumerated().map { Self.stored(1, $0) }))
    var batch = StoreBatch(events: Self.second.enumerated().map { Self.stored(2, $0) })
    if withSamples { batch.sampleBlocks = [Self.samples] }
    try await store.commit(batch)
    for start in stride(from: 0, to: dayEvents, by: 5000) {
      let events = (start..<min(start + 5000, dayEvents)).map { number in
        Self.stored(
          2,
          (
            number + 100,
            .day(Self.day(number % 28 + 1, 1, infant: InfantIdentifier("K-\(number)")))
          ))
      }
      try await store.commit(StoreBatch(events: events))
    }
    try store.close()
  }

  static func stored(_ run: Int, _ event: (offset: Int, element: CareEvent)) -> StoredEvent {
    let instant = Instant(seconds: Double(run * 10_000 + event.offset * 60))
    let kind = EventLine(event.element.line)?.string("event") ?? "?"
    return StoredEvent(
      sequence: Int64(event.offset + 1), boot: BootIdentifier("a1b2c3d4-\(run)"),
      instant: instant,
      wall: run == 1 ? nil : WallTime(milliseconds: noon.milliseconds + instant.milliseconds),
      quality: run == 1 ? .unset : .synchronised, kind: kind, infant: "K-001",
      line: event.element.line)
  }

  static func day(_ day: Int, _ revision: Int, infant: InfantIdentifier = "K-001") -> DaySummary {
    DaySummary(
      infant: infant, date: LocalDate(year: 2026, month: 1, day: day),
      contact: .hours(Double(8 + revision)), noContact: .hours(10), unobserved: .hours(1),
      firstContact: Instant(seconds: 640), revision: revision)
  }

  private static func session(_ from: Double, revision: Int, replaces: [Double]) -> ContactSession {
    ContactSession(
      infant: "K-001", from: Instant(seconds: from), to: Instant(seconds: 9800),
      contact: .seconds(8700), pauses: 2, isShort: false,
      providers: [ContactSession.Share(provider: .mother, contact: .seconds(8700))],
      confidence: 0.98, revision: revision, replaces: replaces.map { Instant(seconds: $0) })
  }

  private static let first: [CareEvent] = [
    .contact(
      ContactInterval(
        infant: "K-001", from: Instant(seconds: 640), to: Instant(seconds: 5210.5),
        provider: .mother, confidence: 0.98)),
    .unobserved(
      UnobservedInterval(
        infant: "K-001", from: Instant(seconds: 5210.5), to: Instant(seconds: 6100),
        reason: "=cmd|' /C calc'!A0, \"quoted\"")),
    .session(session(640, revision: 1, replaces: [])),
    .session(session(7000, revision: 1, replaces: [])),
    .day(day(10, 1)),
  ]

  private static let second: [CareEvent] = [
    .day(day(10, 2)), .day(day(11, 1)), .session(session(600, revision: 2, replaces: [640, 7000])),
    .alarm(
      AlarmEvent(
        identifier: "a1b2c3d4-2/K-001/hypothermia/19000000", subject: .infant("K-001"),
        infant: "K-001", room: nil, condition: .hypothermia, alarmClass: .moderate,
        priority: .high, state: .active, since: Instant(seconds: 19_000),
        at: Instant(seconds: 19_300))),
    .response(
      ResponseEvent(
        identifier: "a1b2c3d4-2/K-001/hypothermia/19000000", response: .acknowledged,
        by: "-nurse", until: Instant(seconds: 20_000), at: Instant(seconds: 19_400))),
    .standby(
      StandbyEvent(
        infant: "K-001", state: .ended, from: Instant(seconds: 19_000),
        until: Instant(seconds: 20_000), by: "nurse-3", ending: .person,
        at: Instant(seconds: 19_500))),
    .alarmTest(
      AlarmTestEvent(
        state: .started, until: Instant(seconds: 19_610), by: "nurse-3",
        at: Instant(seconds: 19_600))),
  ]

  private static var samples: SampleBlock {
    var packed = PackedSamples()
    for second in 0..<60 {
      var reading = Reading()
      reading.clasp = .value(true)
      reading.inner = second == 30 ? .invalid(.openCircuit) : .value(Celsius(34.87))
      packed.append(
        Sample(device: "binder-1", reading: reading), at: Instant(seconds: 20_000 + Double(second)))
    }
    let block = packed.take()
    return SampleBlock(
      sequence: 1, boot: "a1b2c3d4-2", from: Instant(seconds: 20_000), to: Instant(seconds: 20_059),
      count: 60, payload: block?.bytes ?? [])
  }

  func export(_ arguments: String...) async throws -> KmcdProcess.Ending {
    try await KmcdProcess.run(
      ["export", "--config", configuration, "--to", stick] + arguments, in: folder)
  }

  /// The one file of the stick whose name ends so, by lines.
  func lines(_ ending: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: stick)
    let name = try #require(names.first { $0.hasSuffix(ending) }, "no \(ending) in \(names)")
    return try folder.text("stick/" + name).split(whereSeparator: \.isNewline).map(String.init)
  }
}
