import ArgumentParser
import CareModel
import Configuration
import Foundation
import Messages
import Store

/// `kmcd export`: what the store holds, as files that a spreadsheet or a program reads.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes days, sessions, stretches and alarms as CSV and NDJSON, as to a USB stick.",
    discussion: """
      The daemon may run or not; it is not disturbed. A file appears under its name only when it \
      is whole and on the disk. Exit 66 without a store, 74 where something cannot be read or \
      written.
      """)

  @OptionGroup var configuration: ConfigurationOption
  @Option(help: "From this time on, such as 2026-01-10T00:00:00+08:00.")
  var since: String?
  @Option(help: "So many days up to the newest entry.")
  var days: Double?
  @Option(help: "csv or ndjson; both if left out.")
  var format: ExportFormat?
  @Option(name: .customLong("to"), help: "An existing folder, such as a mounted stick.")
  var folder: String
  @Flag(help: "The raw readings, too; some 50 MB a day and bed.")
  var samples = false
  @Flag(help: "In CSV also the revisions that later ones replaced.")
  var allRevisions = false

  func validate() throws {
    guard (since == nil) != (days == nil) else {
      throw ValidationError("say from when on: --since TIME, or --days N")
    }
    if let since, WallTime(iso8601: since) == nil {
      throw ValidationError("--since is a time such as 2026-01-10T12:00:00+08:00")
    }
    if let days, !(0.01...36_500).contains(days) {
      throw ValidationError("--days is 0.01 to 36500")
    }
  }

  func run() async throws {
    let settings = try configuration.load()
    do {
      try await export(settings)
    } catch let error as ExportError {
      StandardError.say(error.description)
      throw ExitCode.inputOutput
    } catch let error as ExportSource.Refusal {
      StandardError.say(error.description)
      throw ExitCode.inputOutput
    } catch let error as StoreError {
      StandardError.say(error.description)
      let isThere = FileManager.default.fileExists(atPath: settings.store.path)
      throw isThere ? ExitCode.inputOutput : ExitCode.inputMissing
    }
  }

  private func export(_ settings: GatewayConfiguration) async throws {
    for _ in 1..<Self.triesMost {
      do {
        return try await exportOnce(settings)
      } catch let error as StoreError {
        guard case .changed = error else { throw error }
      }
    }
    try await exportOnce(settings)
  }

  /// A quiet ward of eight beds writes to the file once in an hour.
  private static let triesMost = 4

  private func exportOnce(_ settings: GatewayConfiguration) async throws {
    let store = try await ExportSource(settings).store
    do {
      try await export(settings, from: store)
    } catch let error as StoreError {
      // What is read while the daemon writes may look like anything.
      try store.confirmUnchanged()
      throw error
    }
  }

  private func export(_ settings: GatewayConfiguration, from store: ReadOnlyStore) async throws {
    let site = settings.site
    let start: ExportRun.Since =
      if let since, let wall = WallTime(iso8601: since) { .wall(wall) } else { .days(days ?? 0) }
    let run = try await ExportRun(
      store, MessageAddress(site: site.site, ward: site.ward, hub: site.hub), since: start,
      keepsAllRevisions: allRevisions)
    let prefix = "kmc_\(site.site)_\(site.ward)_\(site.hub)_\(try await run.label())"
    let report = try await run.write(
      to: folder, named: prefix, format.map { [$0] } ?? Set(ExportFormat.allCases),
      withSamples: samples)
    for line in report { print(line) }
    print("all on the disk; unmount it before you pull it out")
    if run.damagedRows > 0 {
      StandardError.say("\(run.damagedRows) damaged rows of the store were left out")
    }
    try store.close()
  }
}
