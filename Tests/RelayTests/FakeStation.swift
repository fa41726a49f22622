import CareModel
import Configuration
import StationModel
import Synchronization
import Uplink

@testable import Relay

/// A station with pages that ask for the ward as a real one does: at each change, and every so often.
final class FakeStation: Sendable {
  private struct State {
    var pages = 0
    var shown: StationSnapshot?
    var notices: [String] = []
    var task: Task<Void, Never>?
  }

  private final class Notes: Sendable {
    let box = Mutex(State())
  }

  let source: BrokerStationSource
  private let notes = Notes()

  init(
    port: Int, name: String = "desk", credentials: String? = nil,
    _ change: (inout BrokerStationSettings) -> Void = { _ in }
  ) {
    var uplink = UplinkConfiguration(host: "127.0.0.1")
    uplink.port = port
    uplink.tls = nil
    uplink.keepAlive = .seconds(5)
    uplink.credentials = credentials.map { .file(path: $0) }
    var settings = BrokerStationSettings(uplink: uplink, site: "s1", ward: "w1", station: name)
    settings.silentAfter = .seconds(2)
    change(&settings)
    let notes = notes
    source = BrokerStationSource(
      settings, clock: .real, chance: { .random(in: 0...UInt64.max) },
      notice: { text in notes.box.withLock { $0.notices.append(text) } })
  }

  deinit { notes.box.withLock { $0.task }?.cancel() }

  var shown: StationSnapshot? { notes.box.withLock { $0.shown } }
  var notices: [String] { notes.box.withLock { $0.notices } }
  var alarms: [StationAlarm] { shown?.alarms ?? [] }

  /// Starts with so many pages open; without a page nobody asks for the ward.
  func start(pages: Int = 1) {
    let (source, notes) = (source, notes)
    let task = Task {
      await withTaskGroup { group in
        group.addTask { await source.run() }
        group.addTask {
          for await _ in source.changes() { await Self.show(source, notes) }
        }
        group.addTask {
          while !Task.isCancelled {
            await Self.show(source, notes)
            do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
          }
        }
        await group.waitForAll()
      }
    }
    notes.box.withLock { $0.task = task }
    open(pages: pages)
  }

  func open(pages: Int) {
    notes.box.withLock { $0.pages = pages }
  }

  private static func show(_ source: BrokerStationSource, _ notes: Notes) async {
    // What a test looks at is looked at without a page as well, which confirms nothing.
    let snapshot = await source.snapshot()
    let pages = notes.box.withLock { notes in
      notes.shown = snapshot
      return notes.pages
    }
    if pages > 0 { source.note(drawn: snapshot.sequence) }
  }

  func hub(_ name: String) -> StationHub? { shown?.hubs.first { $0.hub == name } }

  func stop() async {
    let task = notes.box.withLock { $0.task }
    task?.cancel()
    await task?.value
  }
}
