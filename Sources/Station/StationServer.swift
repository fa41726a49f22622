import Configuration
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOSSL

/// Builds the HTTP server, with TLS where the configuration has certificates.
enum StationServer {
  static func builder(
    _ configuration: StationConfiguration
  ) throws(StationStartError) -> HTTPServerBuilder {
    let places = AddressPlaces(connectionsAtMost: configuration.connectionsAtMost)
    let plain = HTTPServerBuilder.http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [AddressLimit(places)],
        idleTimeout: .milliseconds(configuration.idleAfter.milliseconds),
        httpDecoderConfiguration: .init(
          // A cookie and an alarm's name; nothing that is asked here needs more.
          maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 64)))
    guard let tls = configuration.tls else { return plain }
    let settings = try settings(tls)
    do {
      return try .tls(plain, tlsConfiguration: settings)
    } catch {
      throw .file(
        path: tls.certificatePath, reason: "TLS cannot be set up: \(error)",
        advice: "see that certificate, key and authority belong together")
    }
  }

  private static func settings(
    _ tls: StationConfiguration.TLS
  ) throws(StationStartError) -> TLSConfiguration {
    let key: NIOSSLPrivateKey
    let keyBytes: [UInt8]
    do throws(PrivateFileError) { keyBytes = try PrivateFile.read(tls.keyPath) } catch {
      throw StationStartError(error)
    }
    do { key = try NIOSSLPrivateKey(bytes: keyBytes, format: .pem) } catch {
      throw .file(
        path: tls.keyPath, reason: "is no private key in PEM form",
        advice: "give a key without a password")
    }
    var settings = TLSConfiguration.makeServerConfiguration(
      certificateChain: try certificates(tls.certificatePath).map { .certificate($0) },
      privateKey: .privateKey(key))
    settings.minimumTLSVersion = .tlsv12
    if let authority = tls.clientAuthorityPath {
      settings.trustRoots = .certificates(try certificates(authority))
      settings.certificateVerification = .noHostnameVerification
    }
    return settings
  }

  private static func certificates(
    _ path: String
  ) throws(StationStartError) -> [NIOSSLCertificate] {
    do {
      let found = try NIOSSLCertificate.fromPEMFile(path)
      if !found.isEmpty { return found }
    } catch {
      throw .file(
        path: path, reason: "cannot be read as certificates in PEM form (\(error))",
        advice: "correct its name, or what is in it")
    }
    throw .file(path: path, reason: "has no certificate", advice: "name the right file")
  }
}
