import Foundation
import Glibc
import Synchronization
import Testing

/// The store while its daemon runs: `kmcd export` reads it, and nobody else.
@Suite struct ExportBesideDaemonTests {
  /// What the daemon has saved is in the files a moment later, and it goes on saving.
  @Test func aRunningDaemonIsNotDisturbed() async throws {
    try await Bedside.with { bed in
      bed.change { $0.skinCentidegrees = 3550 }
      let daemon = try await bed.start()
      _ = try await bed.status("alarmed") { $0.alarm("hypothermia")?.class == "moderate" }
      let stick = bed.folder.path("stick")
      try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
      for nurse in ["nurse-1", "nurse-2", "nurse-3"] {
        try await bed.tell("acknowledge", "K-001", "hypothermia", "--by", nurse)
        let isExported = await eventually {
          let ending = try await KmcdProcess.run(
            [
              "export", "--config", bed.folder.path("kmcd-0.yaml"), "--to", stick, "--days", "1",
              "--samples",
            ], in: bed.folder)
          #expect(ending.code == 0, "\(ending.errors)")
          let name = try FileManager.default.contentsOfDirectory(atPath: stick)
            .filter { $0.hasSuffix("_alarms.csv") }.max()
          return try bed.folder.text("stick/" + (name ?? "none")).contains(nurse)
        }
        #expect(isExported, "\(nurse) is not in the files")
      }
      #expect(daemon.isRunning)
      let status = try await bed.status()
      #expect(status.store.working)
      #expect(!FileManager.default.fileExists(atPath: bed.store + "-shm"))
    }
  }

  /// Without the gateway's answer its store is not guessed at.
  @Test func aGatewayThatCannotBeAskedIsSaid() async throws {
    try await Bedside.with { bed in
      let daemon = try await bed.start()
      let stick = bed.folder.path("stick")
      try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
      let elsewhere = try bed.folder.write(
        "elsewhere.yaml", bed.configuration(socket: bed.folder.path("none.sock")))
      let ending = try await KmcdProcess.run(
        ["export", "--config", elsewhere, "--to", stick, "--days", "1"], in: bed.folder)
      #expect(ending.code == 74)
      #expect(ending.errors.contains("has it to itself and was not reached"), "\(ending.errors)")
      #expect(ending.errors.contains("none.sock"), "\(ending.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: stick) == [])
      #expect(daemon.isRunning)
    }
  }

  private final class End: Sendable {
    let isOver = Atomic(false)
  }

  /// What may be half old and half new is given to nobody.
  @Test func aStoreThatIsWrittenAllTheWhileIsSaid() async throws {
    // So many that no export is over between two writes.
    let exported = try await ExportedStore(dayEvents: 5000, withSamples: false)
    let daemon = try KmcdProcess(["run", "--config", exported.configuration], in: exported.folder)
    let socket = exported.folder.path("kmcd.sock")
    let answers = await eventually {
      try await KmcdProcess.run(["status", "--socket", socket], in: exported.folder).code == 0
    }
    #expect(answers, "\(daemon.errors)")
    // A thread of its own, since the tests' tasks may wait for each other.
    let store = exported.folder.path("kmcd.sqlite")
    let end = End()
    Thread.detachNewThread {
      while !end.isOver.load(ordering: .relaxed) {
        utimes(store, nil)
        usleep(1000)
      }
    }
    defer { end.isOver.store(true, ordering: .relaxed) }
    let ending = try await exported.export("--days", "3650")
    #expect(ending.code == 74)
    #expect(ending.errors.contains("wrote to it while it was read"), "\(ending.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: exported.stick) == [])
  }

  /// A program that has the file open keeps the gateway from nothing: it starts, and shares it.
  @Test(.enabled(if: OpenReader.isPossible)) func aGatewayStartsBesideAReader() async throws {
    try await Bedside.with { bed in
      var daemon = try await bed.start()
      daemon.send(SIGTERM)
      #expect(try await daemon.ending().code == 0)
      let reader = try OpenReader(of: bed.store, in: bed.folder)
      #expect(await eventually { reader.isReading })
      daemon = try await bed.startAgain()
      let status = try await bed.status("counting") { ($0.beds.first?.contactSeconds ?? 0) > 1 }
      #expect(status.store.working)
      #expect(reader.isReading)
      #expect(FileManager.default.fileExists(atPath: bed.store + "-shm"), "shared")
      #expect(daemon.errors.contains("another program has the store open"), "\(daemon.errors)")
    }
  }

  @Test(.enabled(if: OpenReader.isPossible)) func noOtherProgramOpensTheStore() async throws {
    try await Bedside.with { bed in
      _ = try await bed.start()
      let reader = try OpenReader(of: bed.store, in: bed.folder)
      #expect(await eventually { reader.hasEnded })
      #expect(try bed.folder.text("reader.err").contains("database is locked"))
    }
  }
}
