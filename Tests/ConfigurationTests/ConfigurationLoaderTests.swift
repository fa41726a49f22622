import CareModel
import Foundation
import Testing

@testable import Configuration

/// Valid files give the values that they say, and files that cannot be read give a typed error.
@Suite struct ConfigurationLoaderTests {
  @Test func valuesAreThoseOfTheFile() throws {
    let text = SmallFile.text([
      3: "time: {zone: Europe/Berlin, day_starts_at_hour: 7}",
      6: "    path: /dev/x\n  - {name: bus, path: /dev/y, baud: 9600, mode: polled,"
        + " addresses: [7, 247], poll_period_s: 2.5}",
      9: "  - {name: probe-1, kind: skin-probe, serial: 0xFFFFFFFFFFFFFFFF, report_period_s: 60}",
      12:
        "  - {infant: K-001, bed: 4, binder: binder-1, probe: probe-1, provider: father, "
        + "born: 2026-01-10T03:20:00+08:00}\n"
        + "  - {infant: K-002, room: room-1}",
      13: "settings: {goal_per_day_min: 600, skin_hysteresis_c: 0.3}",
      14: "store: {path: data/a.sqlite, samples_kept_days: 7, samples_kept_mb: 64}",
      15: "control: {socket: kmcd.sock}",
      16: "log: {level: debug}",
    ])
    let configuration = try ConfigurationLoader.parse(text: text, file: "/etc/kmcd/kmcd.yaml")
    var settings = CareSettings()
    settings.goalPerDay = .minutes(600)
    settings.skinHysteresis = Celsius(0.3)
    let calendar = try #require(FacilityCalendar(zone: "Europe/Berlin", dayStartHour: 7))
    #expect(
      configuration
        == GatewayConfiguration(
          site: SiteConfiguration(site: "s1", ward: "w1", hub: "h1"), calendar: calendar,
          ports: [
            PortConfiguration(name: "bed-1", path: "/dev/x", baud: 115_200, traffic: .streaming),
            PortConfiguration(
              name: "bus", path: "/dev/y", baud: 9600,
              traffic: .polled(addresses: [7, 247], period: .seconds(2.5))),
          ],
          devices: [
            DeviceConfiguration(name: "binder-1", kind: .binder, serial: 1),
            DeviceConfiguration(
              name: "probe-1", kind: .skinProbe, serial: .max, reportPeriod: .seconds(60)),
            DeviceConfiguration(name: "room-1", kind: .wardThermometer, serial: 3),
          ],
          dyads: [
            Assignment(
              infant: "K-001", bed: "4", binder: "binder-1", probe: "probe-1", provider: .father,
              born: WallTime(milliseconds: 1_767_986_400_000)),
            Assignment(infant: "K-002", room: "room-1"),
          ],
          settings: settings,
          store: StoreConfiguration(
            path: "/etc/kmcd/data/a.sqlite", samplesKeptDays: 7, samplesKeptMegabytes: 64,
            leastFreeMegabytes: 200),
          control: ControlConfiguration(socket: "/etc/kmcd/kmcd.sock"),
          log: LogConfiguration(level: .debug)))
  }

  @Test func absentKeysHaveTheirDefaults() throws {
    let text = SmallFile.text([11: "", 12: "settings:"])
    let configuration = try ConfigurationLoader.parse(text: text, file: "kmcd.yaml")
    #expect(configuration.dyads.isEmpty)
    #expect(configuration.settings == CareSettings())
    #expect(configuration.store.path == "/var/lib/kmcd/kmcd.sqlite")
    #expect(configuration.store.samplesKeptDays == 30)
    #expect(configuration.store.samplesKeptMegabytes == 512)
    #expect(configuration.control.socket == "/run/kmcd/kmcd.sock")
    #expect(configuration.log.level == .info)
    #expect(configuration.calendar.dayStartHour == 0)
    #expect(configuration.devices[0].reportPeriod == nil)
  }

  @Test(arguments: CareSettings.catalogue.map(\.key))
  func everySettingIsReadAtBothEndsOfItsRangeAndRefusedBeyond(_ key: String) throws {
    let setting = try #require(CareSettings.catalogue.first { $0.key == key })
    let range = setting.range
    for value in [range.lowerBound, range.upperBound] {
      let text = SmallFile.text([13: "settings: {\(key): \(NumberText.plain(value))}"])
      // The end of a range may contradict another setting's default; nothing else is wrong.
      for problem in SmallFile.problems(text) { #expect(problem.contains(") must be ")) }
      guard SmallFile.problems(text).isEmpty else { continue }
      let configuration = try ConfigurationLoader.parse(text: text, file: "f")
      #expect(abs(setting.read(configuration.settings) - value) < 0.001)
    }
    for value in [range.lowerBound - 0.01, range.upperBound + 0.01] {
      let text = SmallFile.text([13: "settings: {\(key): \(NumberText.plain(value))}"])
      #expect(SmallFile.problems(text).count == 1)
      #expect(SmallFile.problems(text).first?.contains("is out of range") == true)
    }
  }

  @Test(arguments: SettingOrder.all.map { ($0.lower, $0.upper, $0.mayBeEqual) })
  func settingsInTheWrongOrderAreRefused(_ lower: String, _ upper: String, _ mayBeEqual: Bool)
    throws
  {
    let low = try #require(CareSettings.catalogue.first { $0.key == lower }).range
    let high = try #require(CareSettings.catalogue.first { $0.key == upper }).range
    // The one value that both ranges hold for certain, and one above it for the lower setting.
    let shared = max(low.lowerBound, high.lowerBound)
    let above = min(low.upperBound, high.upperBound)
    try #require(shared < above)
    func problems(_ lowerValue: Double, _ upperValue: Double) -> [String] {
      let text =
        "settings: {\(lower): \(NumberText.plain(lowerValue)), "
        + "\(upper): \(NumberText.plain(upperValue))}"
      let relation = "must be \(mayBeEqual ? "at most" : "below") `\(upper)`"
      return SmallFile.problems(SmallFile.text([13: text]))
        .filter { $0.contains("`\(lower)` (") && $0.contains(relation) }
    }
    #expect(problems(above, shared).count == 1)
    #expect(problems(shared, above).isEmpty)
    #expect(problems(shared, shared).count == (mayBeEqual ? 0 : 1))
  }

  @Test func filesThatCannotBeReadGiveTypedErrors() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmcd-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ data: Data) throws -> String {
      let url = folder.appendingPathComponent(name)
      try data.write(to: url)
      return url.path
    }
    let missing = folder.appendingPathComponent("none.yaml").path
    #expect(throws: ConfigurationErrors.missing(file: missing)) {
      try ConfigurationLoader.load(path: missing)
    }
    #expect(
      throws: ConfigurationErrors.unreadable(
        file: folder.path, reason: "it is a folder; name the file in it")
    ) { try ConfigurationLoader.load(path: folder.path) }
    let large = try file("large.yaml", Data(repeating: 35, count: 1_000_001))
    #expect(
      throws: ConfigurationErrors.unreadable(
        file: large, reason: "it is larger than 1000000 bytes")
    ) { try ConfigurationLoader.load(path: large) }
    let latin = try file("latin.yaml", Data("version: 1\nsite: {ward: S".utf8) + [0xFC, 0x64])
    #expect(
      throws: ConfigurationErrors.invalid([
        ConfigurationProblem(
          file: latin, line: 2, column: 15, severity: .error,
          message: "not UTF-8: save the file with that encoding")
      ])
    ) { try ConfigurationLoader.load(path: latin) }
    let good = try file("good.yaml", Data(SmallFile.text([:]).utf8))
    #expect(try ConfigurationLoader.load(path: good).ports.count == 1)
  }

  @Test func problemPrintsAsEditorsReadIt() {
    let problem = ConfigurationProblem(
      file: "a/b.yaml", line: 3, column: 14, severity: .warning, message: "doubtful")
    #expect("\(problem)" == "a/b.yaml:3:14: warning: doubtful")
    #expect("\(ConfigurationErrors.invalid([problem, problem]))" == "\(problem)\n\(problem)")
  }

  @Test(arguments: [
    ("buad", "baud"), ("Zone", "zone"), ("poll-period-s", "poll_period_s"), ("x", nil),
    ("colour", nil), ("pth", "path"), ("samples_kept_day", "samples_kept_days"), ("", nil),
  ])
  func nearestNameIsNearEnough(_ name: String, _ expected: String?) {
    let names = ["baud", "path", "zone", "poll_period_s", "samples_kept_days", "y"]
    #expect(NearestName.of(name, among: names) == expected)
  }
}
