import CSerialPort
import Glibc

/// A real serial port that the system knows now.
public struct SerialPortDescription: Hashable, Sendable {
  /// Such as /dev/ttyUSB0; changes at a re-plug, so it is not for configuration.
  public var path: String
  /// What the system calls it, such as the product and maker of the adapter.
  public var text: String
  public var usbVendor: Int?
  public var usbProduct: Int?
  public var usbSerialNumber: String?
  /// Steady names for configuration: the links of /dev/serial/by-id and by-path that lead here.
  public var steadyPaths: [String]
}

/// The real serial ports of this machine.
public enum SerialPorts {
  /// Every port that libserialport finds, by path; empty when there is none or no sysfs.
  public static func list() -> [SerialPortDescription] {
    var found: UnsafeMutablePointer<OpaquePointer?>?
    guard sp_list_ports(&found) == SP_OK, let ports = found else { return [] }
    defer { sp_free_port_list(ports) }
    let links = steadyLinks()
    var descriptions: [SerialPortDescription] = []
    var position = 0
    while let port = ports[position] {
      descriptions.append(describe(port, links))
      position += 1
    }
    return descriptions.sorted { $0.path < $1.path }
  }

  private static func describe(
    _ port: OpaquePointer, _ links: [(path: String, target: String)]
  ) -> SerialPortDescription {
    let path = text(sp_get_port_name(port)) ?? ""
    var vendor: CInt = 0
    var product: CInt = 0
    let isUSB = sp_get_port_usb_vid_pid(port, &vendor, &product) == SP_OK
    return SerialPortDescription(
      path: path, text: text(sp_get_port_description(port)) ?? path,
      usbVendor: isUSB ? Int(vendor) : nil, usbProduct: isUSB ? Int(product) : nil,
      usbSerialNumber: text(sp_get_port_usb_serial(port)),
      steadyPaths: links.filter { $0.target == path }.map(\.path))
  }

  private static func text(_ string: UnsafeMutablePointer<CChar>?) -> String? {
    string.map { String(cString: $0) }
  }

  /// Every name below /dev/serial with the device that it stands for.
  private static func steadyLinks() -> [(path: String, target: String)] {
    ["/dev/serial/by-id", "/dev/serial/by-path"].flatMap { directory in
      names(in: directory).compactMap { name in
        let path = "\(directory)/\(name)"
        do {
          return (path, try DevicePath(resolving: path).resolved)
        } catch {
          // The adapter was pulled out between the two looks: then there is no such port.
          return nil
        }
      }
    }
  }

  private static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
