import CareModel
import Foundation
import TestSupport
import Testing

@testable import Configuration

/// The reference page and the example say what the catalogue says.
@Suite struct DocumentsTests {
  private let remedy: Comment = "run these tests once with KMCD_WRITE_DOCS=1 and read the change"

  @Test func referenceHasEveryKeyWithItsDefault() throws {
    let text = try Documents.text(Documents.reference)
    let made = Documents.madeReference(from: text)
    if PackageDocument.areRewritten {
      try made.write(to: Documents.reference, atomically: true, encoding: .utf8)
    } else {
      #expect(text == made, remedy)
    }
    let rows = made.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
    for key in ConfigurationCatalogue.fileKeys + ConfigurationCatalogue.settings {
      let own = rows.filter { $0.hasPrefix("| `\(key.key)` |") && $0.contains(key.source) }
      #expect(!own.isEmpty, "\(key.key) has no row")
      #expect(own.contains { $0.contains("| \(key.defaultText) |") }, "\(key.key)")
    }
  }

  @Test func everySectionHasATableInTheReference() throws {
    let text = try Documents.text(Documents.reference)
    for section in FileSection.allCases {
      let name = section == .top ? "top" : section.rawValue
      #expect(text.contains("<!-- table: \(name) -->\n|"), "\(name)")
    }
  }

  @Test func exampleHasEverySettingCommentedOutWithItsDefault() throws {
    let text = try Documents.text(Documents.example)
    let made = Documents.madeExample(from: text)
    if PackageDocument.areRewritten {
      try made.write(to: Documents.example, atomically: true, encoding: .utf8)
    } else {
      #expect(text == made, remedy)
    }
    for setting in CareSettings.catalogue {
      let line = "\n  # \(setting.key): \(NumberText.plain(setting.defaultValue))  # "
      #expect(made.contains(line), "\(setting.key)")
    }
  }

  @Test func exampleIsValidWithoutAWarning() throws {
    let configuration = try ConfigurationLoader.load(path: Documents.example.path)
    #expect(configuration.warnings.isEmpty)
    #expect(configuration.dyads.count == 4)
    #expect(configuration.ports.count == 5)
    #expect(configuration.devices.count == 9)
    #expect(configuration.settings == CareSettings())
    #expect(configuration.calendar.zone == "Asia/Shanghai")
  }

  @Test func exampleWithItsSettingsUncommentedIsTheSame() throws {
    let text = try Documents.text(Documents.example)
    let uncommented = text.components(separatedBy: "\n").map { line in
      CareSettings.catalogue.contains { line.hasPrefix("  # \($0.key): ") }
        ? "  " + line.dropFirst(4) : line
    }
    #expect(uncommented.joined(separator: "\n") != text)
    let configuration = try ConfigurationLoader.parse(
      text: uncommented.joined(separator: "\n"), file: "kmcd.yaml")
    #expect(configuration.settings == CareSettings())
    #expect(configuration.warnings.isEmpty)
  }

  @Test func exampleShowsEveryKey() throws {
    let text = try Documents.text(Documents.example)
    for key in ConfigurationCatalogue.fileKeys {
      let stands = text.components(separatedBy: "\n").contains {
        $0.trimmingCharacters(in: ["-", " ", "#"]).hasPrefix("\(key.key):")
      }
      #expect(stands, "\(key.section).\(key.key)")
    }
  }

  @Test func exampleShowsDefaultsWhereThereIsOneMap() throws {
    let lines = try Documents.text(Documents.example).components(separatedBy: "\n")
    let oneMap = ["time", "store", "control", "log"]
    for key in ConfigurationCatalogue.fileKeys where oneMap.contains(key.section) {
      guard case .byDefault(let text) = key.presence else { continue }
      #expect(lines.contains("  \(key.key): \(text)"), "\(key.key)")
    }
  }

  /// The section is commented out: a name that is not there would be looked for in vain.
  @Test func exampleHasTheUplinkCommentedOutWithItsDefaults() throws {
    let lines = try Documents.text(Documents.example).components(separatedBy: "\n")
    let begin = try #require(lines.firstIndex(of: "# uplink:"))
    let block = lines[begin...].prefix { $0.hasPrefix("#") }
    for key in ConfigurationCatalogue.fileKeys where key.section == "uplink" {
      guard case .byDefault(let text) = key.presence else { continue }
      #expect(block.contains("#   \(key.key): \(text)"), "\(key.key)")
    }
    // Comments within the section keep their mark, which then stands deeper.
    let uncommented = lines.map { block.contains($0) ? String($0.dropFirst(2)) : $0 }
    let configuration = try ConfigurationLoader.parse(
      text: uncommented.joined(separator: "\n"), file: "/etc/kmcd/kmcd.yaml")
    #expect(configuration.warnings.isEmpty)
    var expected = UplinkConfiguration(host: "broker.ward.example")
    expected.tls = UplinkConfiguration.TLS(
      authorityPath: "/etc/kmcd/broker-ca.pem",
      client: UplinkConfiguration.ClientCertificate(
        certificatePath: "/etc/kmcd/hub.pem", keyPath: "/etc/kmcd/hub.key"))
    expected.credentials = .file(path: "/etc/kmcd/uplink.credentials")
    #expect(configuration.uplink == expected)
  }

  @Test func exampleHasTheStationCommentedOutWithItsDefaults() throws {
    let lines = try Documents.text(Documents.example).components(separatedBy: "\n")
    let begin = try #require(lines.firstIndex(of: "# station:"))
    let block = lines[begin...].prefix { $0.hasPrefix("#") }
    for key in ConfigurationCatalogue.fileKeys where key.section == "station" {
      guard case .byDefault(let text) = key.presence, key.key != "address" else { continue }
      #expect(block.contains("#   \(key.key): \(text)"), "\(key.key)")
    }
    let uncommented = lines.enumerated().map { index, line in
      block.indices.contains(index) ? String(line.dropFirst(2)) : line
    }
    let configuration = try ConfigurationLoader.parse(
      text: uncommented.joined(separator: "\n"), file: "/etc/kmcd/kmcd.yaml")
    #expect(configuration.warnings.isEmpty)
    var expected = StationConfiguration()
    expected.address = "192.0.2.7"
    expected.tokensPath = "/etc/kmcd/station.tokens"
    expected.tls = StationConfiguration.TLS(
      certificatePath: "/etc/kmcd/station.pem", keyPath: "/etc/kmcd/station.key")
    expected.tls?.clientAuthorityPath = "/etc/kmcd/clients-ca.pem"
    #expect(configuration.station == expected)
  }

  @Test func exampleHasTheLinesCommentedOutWithTheirDefaults() throws {
    let lines = try Documents.text(Documents.example).components(separatedBy: "\n")
    let begin = try #require(lines.firstIndex(of: "# gpio:"))
    let block = lines[begin...].prefix { $0.hasPrefix("#") }
    let uncommented = lines.enumerated().map { index, line in
      block.indices.contains(index) ? String(line.dropFirst(2)) : line
    }
    let configuration = try ConfigurationLoader.parse(
      text: uncommented.joined(separator: "\n"), file: "/etc/kmcd/kmcd.yaml")
    #expect(configuration.warnings.isEmpty)
    let gpio = try #require(configuration.gpio)
    #expect(gpio.outputs.map(\.rule.kind) == [.nurseCall, .gatewayFailed, .lamp, .buzzer])
    #expect(gpio.buttons.map(\.bed) == ["1"])
    #expect(gpio.buckles.map(\.device) == ["buckle-1"])
    // All but the lists is the default.
    #expect(
      gpio
        == GpioConfiguration(outputs: gpio.outputs, buttons: gpio.buttons, buckles: gpio.buckles))
  }

  @Test func defaultsAreInRangeAndInOrder() throws {
    for setting in CareSettings.catalogue {
      #expect(setting.range.contains(setting.defaultValue), "\(setting.key)")
    }
    let defaults = Dictionary(
      uniqueKeysWithValues: CareSettings.catalogue.map { ($0.key, $0.defaultValue) })
    for order in SettingOrder.all {
      let lower = try #require(defaults[order.lower], "\(order.lower)")
      let upper = try #require(defaults[order.upper], "\(order.upper)")
      #expect(lower < upper || (order.mayBeEqual && lower == upper))
    }
  }
}
