import Glibc

/// Certificates made for one test by openssl.
package struct Certificates {
  package let scratch: Scratch

  /// Makes an authority.
  package init(_ scratch: Scratch) throws {
    self.scratch = scratch
    try authority("ca")
  }

  package func authority(_ name: String) throws {
    try openssl(
      ["req", "-x509"] + newKey(name)
        + ["-out", path(name), "-subj", "/CN=\(name)", "-days", "2"])
  }

  /// Makes a certificate and its key; `days` below zero make it expired.
  package func make(
    _ name: String, for names: String, signedBy authority: String = "ca", days: Int = 2
  )
    throws
  {
    try openssl(
      ["req", "-new"] + newKey(name)
        + ["-out", scratch.path("\(name).csr"), "-subj", "/CN=\(name)"])
    try scratch.write("\(name).ext", "subjectAltName=\(names)\n")
    try openssl([
      "x509", "-req", "-in", scratch.path("\(name).csr"), "-CA", path(authority), "-CAkey",
      key(authority), "-CAcreateserial", "-days", "\(days)", "-extfile",
      scratch.path("\(name).ext"), "-out", path(name),
    ])
  }

  package func path(_ name: String) -> String { scratch.path("\(name).pem") }
  package func key(_ name: String) -> String { scratch.path("\(name).key") }

  /// The lines that make a broker show a certificate.
  package func broker(showing name: String) -> [String] {
    ["certfile \(path(name))", "keyfile \(key(name))", "allow_anonymous true"]
  }

  private func newKey(_ name: String) -> [String] {
    ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key(name)]
  }

  private func openssl(_ arguments: [String]) throws {
    try Child.run("openssl", arguments, output: scratch.path("openssl.log"))
  }
}
