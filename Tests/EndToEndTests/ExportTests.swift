import Foundation
import Glibc
import Testing

/// `kmcd export`, from a store to files.
@Suite struct ExportTests {
  @Test func theTablesSayWhatTheStoreHolds() async throws {
    let store = try await ExportedStore()
    let ending = try await store.export("--since", "2026-01-01T00:00:00Z", "--samples")
    #expect(ending.code == 0, "\(ending.errors)")
    let days = try store.lines("_days.csv")
    #expect(days.count == 3, "two days, the newest revision of each: \(days)")
    #expect(days[1].hasPrefix("K-001,2026-01-10,10,36000,36000,3600,75600,,,"))
    #expect(days[2].hasPrefix("K-001,2026-01-11,9,32400,36000,3600,72000,,,"))
    let sessions = try store.lines("_sessions.csv")
    #expect(sessions.count == 2, "one that replaces two: \(sessions)")
    #expect(
      sessions[1] == "K-001,2026-01-10T12:10:00Z,2026-01-10T14:43:20Z,synchronised,600,9800,8700,2,"
        + "false,mother,8700,,,,0.98,,,,2,a1b2c3d4-2,3")
    let stretches = try store.lines("_stretches.csv")
    #expect(
      stretches[1] == "K-001,contact,2026-01-10T12:10:40Z,2026-01-10T13:26:50.500Z,kept,640,5210.5,"
        + "4570.5,mother,0.98,,,a1b2c3d4-1,1")
    #expect(
      stretches[2].hasSuffix(",,,,\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\",a1b2c3d4-1,2"),
      "\(stretches[2])")
    let alarms = try store.lines("_alarms.csv")
    #expect(
      alarms[1] == "2026-01-10T17:21:40Z,synchronised,19300,a1b2c3d4-2/K-001/hypothermia/19000000,"
        + "alarm,K-001,,,,hypothermia,moderate,high,active,2026-01-10T17:16:40Z,,,,,,a1b2c3d4-2,4")
    #expect(alarms[2].contains(",acknowledged,'-nurse,2026-01-10T17:33:20Z,"))
    #expect(
      alarms[3] == "2026-01-10T17:25:00Z,synchronised,19500,,standby,K-001,,,,,,,ended,"
        + "2026-01-10T17:16:40Z,,nurse-3,2026-01-10T17:33:20Z,,person,a1b2c3d4-2,6")
    #expect(
      alarms[4] == "2026-01-10T17:26:40Z,synchronised,19600,,alarm-test,,,,,,,,started,,,nurse-3,"
        + "2026-01-10T17:26:50Z,,,a1b2c3d4-2,7")
    let readings = try store.lines("_readings.csv")
    #expect(readings.count == 61)
    #expect(
      readings[1] == "2026-01-10T17:33:20Z,synchronised,20000,binder-1,,true,,,,,34.87,,,,,,"
        + "a1b2c3d4-2")
    #expect(readings[31].contains(",true,,,,,,,,,,inner,"))
    #expect(try store.lines("_readings.ndjson").count == 60)
  }

  @Test func everyRowHasAsManyCellsAsTheHeader() async throws {
    let store = try await ExportedStore()
    _ = try await store.export("--days", "3650", "--samples", "--all-revisions", "--format", "csv")
    for table in ["days", "sessions", "stretches", "alarms", "readings"] {
      let lines = try store.lines("_\(table).csv")
      #expect(lines.count > 1)
      for line in lines {
        // Within quotes a comma parts nothing.
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        let commas = parts.enumerated().reduce(0) { sum, part in
          sum + (part.offset % 2 == 0 ? part.element.count { $0 == "," } : 0)
        }
        let header = lines[0].count { $0 == "," }
        #expect(commas == header, "\(table): \(line)")
      }
    }
    #expect(try store.lines("_days.csv").count == 4, "all revisions")
    #expect(try store.lines("_sessions.csv").count == 4)
    let names = try FileManager.default.contentsOfDirectory(atPath: store.stick)
    #expect(names.allSatisfy { $0.hasSuffix(".csv") } && names.count == 5)
  }

  @Test func ndjsonHasTheBodiesOfTheMessages() async throws {
    let store = try await ExportedStore()
    let ending = try await store.export("--days", "30", "--format", "ndjson")
    #expect(ending.code == 0, "\(ending.errors)")
    let days = try store.lines("_days.ndjson")
    #expect(days.count == 3, "every revision")
    let newest = try #require(EventLine(days[1]))
    #expect(newest.string("id") == "hospital-1/nicu/hub-1/day/K-001/2026-01-10/2")
    #expect(newest.string("schema") == "kmc/day/1")
    #expect(try store.lines("_alarms.ndjson").count == 4)
    #expect(ending.output.contains("_days.ndjson: 3 rows, 2026-01-10T"))
  }

  @Test func aMomentLeavesOutWhatWasBefore() async throws {
    let store = try await ExportedStore()
    let ending = try await store.export("--since", "2026-01-10T17:30:00Z", "--format", "csv")
    #expect(ending.code == 0)
    #expect(try store.lines("_stretches.csv").count == 1, "the first run is before")
    #expect(try store.lines("_days.csv").count == 3)
    let late = try await store.export("--since", "2026-02-01T00:00:00Z", "--format", "csv")
    #expect(late.code == 0)
    #expect(try store.lines("_days.csv").count == 1, "the same names, written over")
  }

  @Test(arguments: [
    [], ["--since", "yesterday"], ["--days", "0"], ["--days", "1", "--since", "x"],
  ])
  func withoutAMomentItSaysHow(_ arguments: [String]) async throws {
    let store = try await ExportedStore(withSamples: false)
    let ending = try await KmcdProcess.run(
      ["export", "--config", store.configuration, "--to", store.stick] + arguments,
      in: store.folder)
    #expect(ending.code == 64)
    #expect(ending.errors.contains("--since") || ending.errors.contains("--days"))
  }

  @Test func aMissingStoreIsSaid() async throws {
    let store = try await ExportedStore(withSamples: false)
    for suffix in ["", "-wal", "-shm"] {
      unlink(store.folder.path("kmcd.sqlite") + suffix)
    }
    let ending = try await store.export("--days", "7")
    #expect(ending.code == 66)
    #expect(ending.errors.contains("there is no store to read"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.stick) == [])
  }

  @Test func aFolderThatIsNotThereIsSaid() async throws {
    let store = try await ExportedStore(withSamples: false)
    let ending = try await KmcdProcess.run(
      ["export", "--config", store.configuration, "--to", "/media/nothing", "--days", "7"],
      in: store.folder)
    #expect(ending.code == 74)
    #expect(ending.errors.contains("/media/nothing: there is no such folder"))
  }

  @Test func aFullStickKeepsNothing() async throws {
    let store = try await ExportedStore(dayEvents: 5000)
    guard let disk = try SmallDisk(at: store.folder.path("small")) else { return }
    defer { disk.remove() }
    try Data("kept".utf8).write(to: URL(fileURLWithPath: disk.path + "/other"))
    let ending = try await KmcdProcess.run(
      ["export", "--config", store.configuration, "--to", disk.path, "--days", "7"],
      in: store.folder)
    #expect(ending.code == 74)
    #expect(ending.errors.contains("the disk is full"), "\(ending.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["other"])
  }

  @Test(.enabled(if: UnprivilegedKmcd.isPossible))
  func aFolderWithoutPermissionIsSaid() async throws {
    let store = try await ExportedStore(withSamples: false)
    chmod(store.folder.path, 0o755)
    chmod(store.stick, 0o555)
    let ending = try await UnprivilegedKmcd.run(
      ["export", "--config", store.configuration, "--to", store.stick, "--days", "7"],
      in: store.folder)
    #expect(ending.code == 74)
    #expect(ending.errors.contains("no permission to write"), "\(ending.errors)")
  }

  @Test(.enabled(if: UnprivilegedKmcd.isPossible))
  func aStoreInAFolderThatCannotBeWrittenIsRead() async throws {
    let store = try await ExportedStore()
    chmod(store.folder.path("kmcd.sqlite"), 0o444)
    chmod(store.stick, 0o777)
    // Nothing can be made beside the store any more.
    chmod(store.folder.path, 0o555)
    defer { chmod(store.folder.path, 0o755) }
    let elsewhere = try ScratchFolder()
    let ending = try await UnprivilegedKmcd.run(
      ["export", "--config", store.configuration, "--to", store.stick, "--days", "7"],
      in: elsewhere)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(try store.lines("_days.csv").count == 3)
  }

  @Test(.enabled(if: UnprivilegedKmcd.isPossible))
  func aStoreWithoutPermissionIsSaid() async throws {
    let store = try await ExportedStore(withSamples: false)
    chmod(store.folder.path, 0o755)
    chmod(store.stick, 0o777)
    chmod(store.folder.path("kmcd.sqlite"), 0o000)
    let ending = try await UnprivilegedKmcd.run(
      ["export", "--config", store.configuration, "--to", store.stick, "--days", "7"],
      in: store.folder)
    #expect(ending.code == 74)
    #expect(ending.errors.contains("no permission"), "\(ending.errors)")
  }

  /// Killed at any moment it leaves whole files under their names, or none.
  @Test func aKilledExportLeavesNothingHalf() async throws {
    let store = try await ExportedStore(dayEvents: 3000, withSamples: false)
    let whole = try await store.export("--days", "7", "--format", "csv")
    #expect(whole.code == 0, "\(whole.errors)")
    let expected = try store.lines("_days.csv").count
    var kills = 0
    for number in 0..<12 {
      for name in try FileManager.default.contentsOfDirectory(atPath: store.stick) {
        unlink(store.stick + "/" + name)
      }
      let run = try KmcdProcess(
        ["export", "--config", store.configuration, "--to", store.stick, "--days", "7"],
        in: store.folder)
      try await Task.sleep(for: .milliseconds(30 + 25 * number))
      if run.isRunning { kills += 1 }
      run.kill()
      let names = try FileManager.default.contentsOfDirectory(atPath: store.stick)
      for name in names where name.hasSuffix("_days.csv") {
        #expect(try store.folder.text("stick/" + name).split(separator: "\r\n").count == expected)
      }
    }
    #expect(kills > 0, "no run was still under way")
    // What a kill left is written over, and the next export is as if nothing had been.
    #expect(try await store.export("--days", "7", "--format", "csv").code == 0)
    #expect(try store.lines("_days.csv").count == expected)
  }
}
