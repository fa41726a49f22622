import Foundation
import Glibc
import Presentation
import SerialIO

/// What the system says of a serial port's device, without opening it.
struct DevicesPort {
  /// Such as /dev/ttyUSB0.
  let device: String

  private var name: String { device.split(separator: "/").last.map(String.init) ?? device }

  /// Where a path leads; nil where it leads nowhere.
  static func device(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The kernel's driver, such as `ftdi_sio`; nil for a pseudo-terminal.
  var driver: String? {
    guard !device.hasPrefix("/dev/pts/") else { return nil }
    let device = "/sys/class/tty/\(name)/device/"
    // A built-in port hangs below two that are the kernel's own bookkeeping, both called `port`.
    return ["driver", "../../driver"].lazy.compactMap { Self.device(of: device + $0) }
      .compactMap { $0.split(separator: "/").last.map(String.init) }.first { $0 != "port" }
  }

  /// Whether the kernel or a login writes here: bytes of ours would be typed into it.
  var isConsole: Bool {
    guard let active = FileManager.default.contents(atPath: "/sys/class/tty/console/active") else {
      return false
    }
    return String(decoding: active, as: UTF8.self).split { $0.isWhitespace }.contains { $0 == name }
  }

  /// Which permission is missing, and what to type.
  func permissionAdvice(usb: String?) -> String {
    let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "USER"
    var status = stat()
    guard stat(device, &status) == 0 else { return "permission denied for \(user)" }
    let mode = String(status.st_mode & 0o777, radix: 8)
    let group = getgrgid(status.st_gid).map { String(cString: $0.pointee.gr_name) } ?? "?"
    let isGroupEnough = status.st_mode & 0o060 == 0o060 && status.st_gid != 0
    if isGroupEnough {
      return "permission denied: \(user) is not in group \(group) (the port is \(mode)); type "
        + "`sudo usermod -aG \(group) \(user)`, then log in again"
    }
    let match = usb.map(Self.match) ?? "KERNEL==\"\(name)\""
    return
      "permission denied: the port is \(mode), group \(group), so that no group helps \(user); "
      + "write `SUBSYSTEM==\"tty\", \(match), GROUP=\"dialout\", MODE=\"0660\"` into "
      + "/etc/udev/rules.d/70-kmcd-ports.rules, type `sudo udevadm control --reload && "
      + "sudo udevadm trigger`, and `sudo usermod -aG dialout \(user)`"
  }

  private static func match(usb: String) -> String {
    let parts = usb.split(separator: ":")
    guard parts.count == 2 else { return "SUBSYSTEMS==\"usb\"" }
    return "ATTRS{idVendor}==\"\(parts[0])\", ATTRS{idProduct}==\"\(parts[1])\""
  }
}
