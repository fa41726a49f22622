import Configuration
import Glibc

/// A user and a password; whatever prints it prints neither.
struct Credentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  let user: String
  let password: String?

  var description: String { "credentials" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }

  /// Where the configured credentials are now; `environment` is that of the service.
  static func path(
    of source: UplinkConfiguration.Credentials, folder: String? = credentialsFolder
  ) throws(UplinkFailure) -> (path: String, ofSystemd: Bool) {
    switch source {
    case .file(let path): return (path, false)
    case .systemd(let name):
      guard let folder, !folder.isEmpty else {
        throw UplinkFailure(
          .credentials, "systemd handed over no credentials: CREDENTIALS_DIRECTORY is not set",
          advice: "start kmcd by systemd with LoadCredential=\(name):FILE in its unit, "
            + "or name a file in `credentials`")
      }
      return ("\(folder)/\(name)", true)
    }
  }

  /// Reads the file anew, so that a changed password needs no restart.
  static func read(
    _ source: UplinkConfiguration.Credentials, folder: String? = credentialsFolder
  ) throws(UplinkFailure) -> Credentials {
    let (path, ofSystemd) = try path(of: source, folder: folder)
    return try parse(try secret(path, ofSystemd: ofSystemd), path: path)
  }

  /// What a file of the user's own, or of systemd's, holds.
  static func secret(_ path: String, ofSystemd: Bool = false) throws(UplinkFailure) -> [UInt8] {
    do throws(PrivateFileError) {
      return try PrivateFile.read(path, ofSystemd: ofSystemd)
    } catch {
      throw UplinkFailure(.credentials, "\(error.path) \(error.reason)", advice: error.advice)
    }
  }

  /// The lines `user: NAME` and `password: SECRET`; a fault names its line, never what stands there.
  static func parse(_ bytes: [UInt8], path: String) throws(UplinkFailure) -> Credentials {
    func malformed(_ reason: String) -> UplinkFailure {
      UplinkFailure(
        .credentials, "\(path): \(reason)",
        advice: "write two lines, `user: NAME` and `password: SECRET`")
    }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw malformed("not a text in UTF-8")
    }
    var found: [String: String] = [:]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      guard let key = ["user", "password"].first(where: { line.hasPrefix($0 + ":") }) else {
        throw malformed("line \(index + 1) is neither of the two")
      }
      guard found[key] == nil else { throw malformed("line \(index + 1) repeats `\(key)`") }
      let value = line.dropFirst(key.count + 1)
      found[key] = String(value.hasPrefix(" ") ? value.dropFirst() : value)
    }
    guard let user = found["user"], !user.isEmpty else { throw malformed("it names no user") }
    return Credentials(user: user, password: found["password"])
  }

  /// Where systemd has put what the unit loads.
  static var credentialsFolder: String? {
    if let folder = getenv("CREDENTIALS_DIRECTORY") { return String(cString: folder) }
    // `kmcd uplink test` in a root's shell looks at what the running service was handed.
    let folder = "/run/credentials/kmcd.service"
    return access(folder, R_OK | X_OK) == 0 ? folder : nil
  }
}
