import CareModel
import TraceFormat

/// What Home Assistant groups entities by: the gateway itself, or one bed.
struct HomeAssistantDevice {
  var address: MessageAddress
  /// `[A-Za-z0-9_-]`, the same for the same device at every start.
  var identifier: String
  var name: String
  var model: String
  var version: String
  /// The gateway's identifier where this is a bed.
  var via: String?

  static func hub(_ address: MessageAddress, version: String) -> HomeAssistantDevice {
    HomeAssistantDevice(
      address: address, identifier: identifier(of: address),
      name: "KMC \(address.ward) \(address.hub)", model: "KMC gateway", version: version)
  }

  static func bed(
    named bed: String, _ address: MessageAddress, version: String
  ) -> HomeAssistantDevice {
    let hub = identifier(of: address)
    return HomeAssistantDevice(
      address: address, identifier: "\(hub)_bed_\(plain(bed))", name: "KMC bed \(bed)",
      model: "KMC bed", version: version, via: hub)
  }

  var json: String {
    var json = JSONLineWriter()
    json.put("identifiers", strings: [identifier])
    json.put("name", name)
    json.put("model", model)
    json.put("sw_version", version)
    if let via { json.put("via_device", via) }
    return json.line
  }

  var origin: String {
    var json = JSONLineWriter()
    json.put("name", "kmcd")
    json.put("sw_version", version)
    return json.line
  }

  private static func identifier(of address: MessageAddress) -> String {
    "kmc_\(address.site)_\(address.ward)_\(address.hub)"
  }

  /// A bed's label is any text: what a topic cannot have is replaced, and a sum of the whole label
  /// keeps two labels apart.
  private static func plain(_ label: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    var plain = ""
    for byte in label.utf8 {
      hash = (hash ^ UInt32(byte)) &* 0x0100_0193
      let scalar = Unicode.Scalar(byte)
      let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
      let isKept = isLetter || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
      plain.unicodeScalars.append(isKept ? scalar : "_")
    }
    return plain == label ? plain : "\(plain)_\(String(hash, radix: 16))"
  }
}
