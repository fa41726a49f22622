import CareModel

/// Says to Home Assistant which values of the health messages are worth showing.
public enum HomeAssistantDiscovery {
  /// Every entity of the gateway and its beds, to be published retained after the birth.
  ///
  /// - Parameter healthPeriod: how often health comes; values turn unknown after three without.
  public static func messages(
    of address: MessageAddress, beds: [Assignment], version: String, healthPeriod: TimeLength,
    under prefix: String
  ) -> [HomeAssistantMessage] {
    let expireAfterSeconds = max(1, Int(clamping: healthPeriod.milliseconds / 1000)) * 3
    return entities(of: address, beds, version).map { device, entity in
      entity.message(of: device, expireAfterSeconds: expireAfterSeconds, under: prefix)
    }
  }

  /// Takes away what `before` had and `now` has no more.
  public static func removals(
    of address: MessageAddress, before: [Assignment], now: [Assignment], under prefix: String
  ) -> [HomeAssistantMessage] {
    let kept = Set(removals(of: address, now, prefix))
    return removals(of: address, before, prefix).filter { !kept.contains($0) }
  }

  private static func removals(
    of address: MessageAddress, _ beds: [Assignment], _ prefix: String
  ) -> [HomeAssistantMessage] {
    entities(of: address, beds, "").map { device, entity in
      entity.removal(of: device, under: prefix)
    }
  }

  private static func entities(
    of address: MessageAddress, _ beds: [Assignment], _ version: String
  ) -> [(HomeAssistantDevice, HomeAssistantEntity)] {
    let hub = HomeAssistantDevice.hub(address, version: version)
    var all = HomeAssistantHub.entities.map { (hub, $0) }
    var seen: Set<String> = []
    for assignment in beds {
      // Two infants in beds of one label are told apart by their pseudonyms.
      let isShared = beds.count { $0.bed == assignment.bed } > 1
      let label = isShared ? nil : assignment.bed
      let name = label ?? assignment.infant.name
      guard seen.insert(name).inserted else { continue }
      let device = HomeAssistantDevice.bed(named: name, address, version: version)
      let row = HomeAssistantBed(key: label == nil ? "infant" : "bed", value: name)
      all += row.entities.map { (device, $0) }
    }
    return all
  }
}
