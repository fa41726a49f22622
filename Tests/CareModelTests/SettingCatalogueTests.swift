import CareModel
import Testing

@Suite("The catalogue of settings")
struct SettingCatalogueTests {
  @Test("keys are unique and end in their unit")
  func keys() {
    let keys = CareSettings.catalogue.map(\.key)
    #expect(Set(keys).count == keys.count)
    #expect(
      keys.allSatisfy {
        !$0.isEmpty && $0.allSatisfy { "abcdefghijklmnopqrstuvwxyz_".contains($0) }
      })
    #expect(CareSettings.catalogue.allSatisfy { !$0.source.isEmpty && !$0.unit.isEmpty })
  }

  @Test("every default lies inside its range", arguments: CareSettings.catalogue.map(\.key))
  func defaults(key: String) throws {
    let setting = try #require(CareSettings.catalogue.first { $0.key == key })
    #expect(setting.range.contains(setting.defaultValue))
    #expect(setting.range.lowerBound < setting.range.upperBound)
  }

  @Test("each stored property has exactly one entry, which reads and writes that property alone")
  func reachesEveryProperty() throws {
    let properties = Self.values(CareSettings())
    #expect(CareSettings.catalogue.count == properties.count)
    var reached: [String: String] = [:]
    for setting in CareSettings.catalogue {
      var changed = CareSettings()
      let other =
        setting.defaultValue == setting.range.upperBound
        ? setting.range.lowerBound : setting.range.upperBound
      setting.write(&changed, other)
      #expect(abs(setting.read(changed) - other) < 1e-9, "\(setting.key)")
      let moved = Self.values(changed).filter { properties[$0.key] != $0.value }.map(\.key)
      #expect(moved.count == 1, "\(setting.key) moves \(moved)")
      let property = try #require(moved.first)
      #expect(reached[property] == nil, "\(property) has two entries")
      reached[property] = setting.key
    }
    #expect(Set(reached.keys) == Set(properties.keys))
  }

  @Test("limits that hang together are in order by default")
  func order() {
    let settings = CareSettings()
    #expect(settings.hypothermiaSevereBelow < settings.hypothermiaModerateBelow)
    #expect(settings.hypothermiaModerateBelow < settings.hypothermiaMildBelow)
    #expect(settings.hypothermiaMildBelow < settings.hyperthermiaAbove)
    #expect(settings.coldRoomBelow < settings.coldRoomResolvedFrom)
    #expect(settings.batteryLowBelow < settings.batteryResolvedFrom)
    #expect(settings.contact.electrodeOff < settings.contact.electrodeOn)
    #expect(settings.bookingLag <= settings.undecidedAtMost)
  }

  private static func properties(of whole: Any, under path: String) -> [String: String] {
    var values: [String: String] = [:]
    for child in Mirror(reflecting: whole).children {
      guard let label = child.label else { continue }
      switch child.value {
      case is ContactModelSettings, is AlarmSettings, is AlarmPriorities:
        values.merge(properties(of: child.value, under: path + label + ".")) { first, _ in first }
      default: values[path + label] = "\(child.value)"
      }
    }
    return values
  }

  /// Every stored property with its value in words.
  private static func values(_ settings: CareSettings) -> [String: String] {
    properties(of: settings, under: "")
  }
}
