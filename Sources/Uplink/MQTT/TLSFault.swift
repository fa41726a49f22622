/// Why an encrypted connection did not come about, from what OpenSSL noted.
enum TLSFault {
  /// - Parameters:
  ///   - verification: `SSL_get_verify_result`; 0 where nothing is wrong with the certificate.
  ///   - lines: What the library logged meanwhile.
  static func failure(verification: Int, lines: [String], host: String) -> UplinkFailure? {
    let log = lines.joined(separator: "\n")
    if log.contains("host name verification failed") {
      return fault(
        "the broker's certificate is not for the name `\(host)`",
        "write the name that is in its certificate into `host`, or have a certificate made for it")
    }
    if let found = certificate(verification) { return found }
    return files(log) ?? alert(log)
  }

  /// The numbers are those of X509_verify_cert.
  private static func certificate(_ verification: Int) -> UplinkFailure? {
    switch verification {
    case 0: nil
    case 9:
      fault(
        "the broker's certificate is not valid yet",
        "look at this machine's clock: it may be behind")
    case 10:
      fault(
        "the broker's certificate has expired",
        "renew it at the broker; if it has not expired, this machine's clock is wrong")
    case 2, 18, 19, 20, 21, 24, 27:
      fault(
        "the broker's certificate is signed by an authority that is not known here",
        "write the file of the authority's certificate into `tls_ca`")
    case 23: fault("the broker's certificate was revoked", "have a new one made")
    case 26: fault("the broker's certificate is not for a server", "have one made for servers")
    default:
      fault(
        "the broker's certificate was refused (code \(verification))",
        "see `openssl verify` for what the code means")
    }
  }

  /// Our own certificate and key.
  private static func files(_ log: String) -> UplinkFailure? {
    if log.contains("Unable to load CA certificates") {
      return fault("the file of `tls_ca` holds no certificate", "name a file in PEM form")
    }
    if log.contains("Unable to load client certificate") {
      return fault("the file of `tls_certificate` holds no certificate", "name a file in PEM form")
    }
    if log.contains("inconsistent") || log.contains("key values mismatch") {
      return fault(
        "`tls_key` is not the key of `tls_certificate`", "name the two files that belong together")
    }
    if log.contains("Unable to load client key file") {
      return fault(
        "the file of `tls_key` holds no key that can be used",
        "name a file in PEM form, without a password")
    }
    return nil
  }

  /// What the broker objected to.
  private static func alert(_ log: String) -> UplinkFailure? {
    let alerts: [(String, String, String)] = [
      (
        "certificate required", "the broker asks for a certificate of the gateway",
        "write `tls_certificate` and `tls_key`"
      ),
      (
        "handshake failure", "the broker refuses the way the connection is made",
        "if it asks for certificates, write `tls_certificate` and `tls_key`; "
          + "it must offer TLS 1.2 or 1.3"
      ),
      (
        "alert certificate expired", "the broker says that the gateway's certificate has expired",
        "renew `tls_certificate`; if it has not expired, the broker's clock is wrong"
      ),
      (
        "alert unknown ca", "the broker does not know who signed the gateway's certificate",
        "have `tls_certificate` signed by the broker's authority"
      ),
      (
        "alert certificate revoked", "the broker says that the gateway's certificate was revoked",
        "have a new one made"
      ),
      (
        "alert bad certificate", "the broker refuses the gateway's certificate",
        "have `tls_certificate` signed by the broker's authority"
      ),
      (
        "wrong version number", "what answers there does not speak TLS",
        "correct `port`, or write `tls: off`"
      ),
      (
        "protocol version", "the broker offers no TLS version that is safe", "bring it up to date"
      ),
    ]
    for (sign, reason, advice) in alerts where log.contains(sign) { return fault(reason, advice) }
    if log.contains("certificate verify failed") {
      return fault(
        "the broker's certificate was refused",
        "see to its authority (`tls_ca`), to how long it is valid, and to this machine's clock")
    }
    // No more than that the other side hung up, which the caller says better.
    if log.contains("unexpected eof") { return nil }
    guard let line = log.split(separator: "\n").first(where: { $0.contains("OpenSSL Error") })
    else {
      return nil
    }
    return fault("no encrypted connection came about (\(line))", "see the broker's log")
  }

  private static func fault(_ reason: String, _ advice: String) -> UplinkFailure {
    UplinkFailure(.tls, reason, advice: advice)
  }
}
