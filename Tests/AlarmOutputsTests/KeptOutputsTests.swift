import AlarmOutputs
import AlarmSignals
import CareModel
import Configuration
import GPIO
import TestSupport
import Testing

/// Lines that outlive one gateway.
@Suite struct KeptOutputsTests {
  private struct Bed {
    let chip: FakeChip
    let configuration: GpioConfiguration

    init() throws {
      chip = try FakeChip(lines: ["call", "failed", "lamp"])
      let kinds: [(String, OutputRule.Kind)] = [
        ("call", .nurseCall), ("failed", .gatewayFailed), ("lamp", .lamp),
      ]
      var configuration = GpioConfiguration(
        outputs: kinds.map { name, kind in
          GpioOutputConfiguration(
            name: name, line: GpioLineConfiguration(chip: "board", name: name),
            rule: OutputRule(kind: kind), pulse: nil)
        })
      configuration.checkPeriod = .seconds(0.05)
      self.configuration = configuration
    }

    var folder: ChipFolder { ChipFolder(path: chip.folder) }

    func isHigh(_ line: String) -> Bool { chip[line].isHigh }
  }

  /// A change of the configuration is no call.
  @Test func whatTheNextGatewayDrivesAsWellIsNotLetGoOfInBetween() async throws {
    let bed = try Bed()
    let keeper = KeptOutputs(chips: bed.folder)
    func serve(_ body: (GpioService) async throws -> Void) async rethrows {
      let service = GpioService(bed.configuration, chips: bed.folder, lines: keeper)
      let running = Task { await service.run { _ in } }
      service.announce(.quiet)
      try await body(service)
      running.cancel()
      await running.value
    }
    await serve { _ in
      #expect(await eventually { bed.isHigh("call") && bed.isHigh("failed") })
      var other = bed.configuration
      other.outputs.removeAll { $0.name == "failed" }
      keeper.keep(other)
    }
    #expect(bed.isHigh("call") && bed.chip["call"].isHeld)
    #expect(!bed.isHigh("failed") && !bed.chip["failed"].isHeld, "the next one has no such output")
    let set = bed.chip["call"].timesSet
    await serve { service in
      #expect(await eventually { bed.chip["call"].timesSet > set })
      #expect(bed.isHigh("call"))
      service.announce(.alarm(.high))
      #expect(await eventually { !bed.isHigh("call") })
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("call") })
      keeper.keep(bed.configuration)
      await keeper.end()
    }
    for line in ["call", "failed", "lamp"] {
      #expect(!bed.isHigh(line) && !bed.chip[line].isHeld, "\(line)")
    }
  }

  @Test func whatNobodyTakesUpIsReleasedInTime() async throws {
    let bed = try Bed()
    let keeper = KeptOutputs(chips: bed.folder, atMost: .seconds(0.3))
    let service = GpioService(bed.configuration, chips: bed.folder, lines: keeper)
    let running = Task { await service.run { _ in } }
    service.announce(.quiet)
    #expect(await eventually { bed.isHigh("call") })
    keeper.keep(bed.configuration)
    running.cancel()
    await running.value
    #expect(await eventually { !bed.isHigh("call") && !bed.chip["call"].isHeld })
  }
}
