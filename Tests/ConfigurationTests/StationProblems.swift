/// Wrong lines of `station`, with all that is said about them.
enum StationProblems {
  static let rows: [Row] = [
    Row("a station with nothing said", [13: "station:"], []),
    Row("this machine by another number", [13: "station: {address: 127.0.0.2}"], []),
    Row("tokens over TLS", [13: tls("address: 0.0.0.0, tokens: t")], []),
    Row("certificates of clients", [13: tls("address: 0.0.0.0, tls_client_ca: ca.pem")], []),
    Row(
      "an open address", [13: "station: {address: 0.0.0.0}"],
      [
        """
        13:11: error: `address`: 0.0.0.0 can be reached from other machines: add `tokens` or \
        `tls_client_ca`, or listen on 127.0.0.1
        """
      ]),
    Row(
      "an open address whose tokens are misspelt", [13: "station: {address: 0.0.0.0, token: t}"],
      ["13:29: error: unknown key `token` in `station`; did you mean `tokens`?"]),
    Row(
      "tokens in the clear", [13: "station: {address: 0.0.0.0, tokens: t}"],
      [
        """
        13:11: warning: without TLS a token can be read by anyone on the network: add \
        `tls_certificate`
        """
      ]),
    Row(
      "certificate without its key", [13: "station: {tls_certificate: c.pem}"],
      ["13:11: error: `tls_certificate` is of use only with `tls_key`: add it"]),
    Row(
      "authority without a certificate", [13: "station: {tls_client_ca: ca.pem}"],
      ["13:11: error: `tls_client_ca` is of use only with `tls_certificate`: add it"]),
    Row(
      "role of certificates that nobody asks for", [13: tls("tls_client_role: view")],
      ["13:47: error: `tls_client_role` is of use only with `tls_client_ca`: add it"]),
    Row(
      "a role that there is not", [13: tls("tls_client_ca: ca.pem, tls_client_role: admin")],
      ["13:87: error: `tls_client_role`: `admin` is not one of view, act"]),
    Row(
      "fewer connections than pages",
      [13: "station: {streams_at_most: 50, connections_at_most: 50}"],
      ["13:32: error: `connections_at_most` must be more than `streams_at_most`"]),
    Row(
      "port of the system's choice", [13: "station: {port: 0}"],
      ["13:17: error: `port`: 0 is out of range: 1 to 65535"]),
  ]

  private static func tls(_ more: String) -> String {
    "station: {tls_certificate: c.pem, tls_key: k, \(more)}"
  }
}
