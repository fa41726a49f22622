import Configuration
import Crypto

/// A secret that lets a browser or a program in.
///
/// 256 bits of chance: so much cannot be guessed, and one round of SHA-256 is enough to store it.
public struct AccessToken: Sendable {
  /// What the person keeps; shown once.
  public let secret: String

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

  public static func draw() -> AccessToken {
    var chance = SystemRandomNumberGenerator()
    let text = (0..<43).map { _ in digits[Int(chance.next(upperBound: UInt64(64)))] }
    return AccessToken(secret: "kmc_" + String(text))
  }

  /// The line of the tokens file that stands for it; the secret cannot be found from it.
  public func line(name: String, role: StationConfiguration.Role) -> String {
    "\(name) \(role.rawValue) \(Self.hash(secret).map(Self.hexadecimal).joined())"
  }

  /// The 32 bytes of its SHA-256.
  static func hash(_ secret: String) -> [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
