/// Wrong lines of `uplink`, with all that is said about them.
enum UplinkProblems {
  static let rows: [Row] = [
    Row("an uplink needs a host alone", [13: "uplink: {host: broker-1.ward}"], []),
    Row("an address will do", [13: "uplink: {host: \"fd00::1\"}"], []),
    Row(
      "empty uplink", [13: "uplink:"],
      [
        """
        13:1: error: `uplink` lacks `host`: The broker's name or address (a name or an address, \
        1 to 253 of A-Z a-z 0-9 . - :)
        """
      ]),
    Row(
      "misspelt section", [13: "uplnk: {host: b}"],
      ["13:1: error: unknown key `uplnk` in the file; did you mean `uplink`?"]),
    Row(
      "misspelt key", [13: "uplink: {host: b, keepalive_s: 20}"],
      ["13:19: error: unknown key `keepalive_s` in `uplink`; did you mean `keep_alive_s`?"]),
    Row(
      "host with a scheme", [13: "uplink: {host: \"mqtt://b\"}"],
      [
        """
        13:16: error: `host`: `mqtt://b` is an address of a page: write the broker's name alone
        """
      ]),
    Row(
      "host with a port", [13: "uplink: {host: \"b:1883\"}"],
      [
        """
        13:16: error: `host`: `b:1883` has a port: write the name alone, and the number in `port`
        """
      ]),
    Row(
      "host with a blank", [13: "uplink: {host: b c}"],
      [
        """
        13:16: error: `host`: `b c` is no host: use a name or an address, 1 to 253 of A-Z a-z 0-9 \
        . - :
        """
      ]),
    Row(
      "port out of range", [13: "uplink: {host: b, port: 65536}"],
      ["13:25: error: `port`: 65536 is out of range: 1 to 65535"]),
    Row(
      "a switch has two words", [13: "uplink: {host: b, tls: true, readings: maybe}"],
      [
        "13:24: error: `tls`: `true` is not on or off: write on",
        "13:40: error: `readings`: `maybe` is not on or off",
      ]),
    Row(
      "certificates without TLS",
      [13: "uplink: {host: b, port: 1883, tls: off, tls_ca: ca.pem, tls_key: k.pem}"],
      [
        "13:41: error: `tls_ca` is only for `tls: on`: turn it on or remove the key",
        "13:57: error: `tls_key` is only for `tls: on`: turn it on or remove the key",
      ]),
    Row(
      "certificate without its key", [13: "uplink: {host: b, tls_certificate: c.pem}"],
      ["13:19: error: `tls_certificate` is of use only with `tls_key`: add it"]),
    Row(
      "key without its certificate", [13: "uplink: {host: b, tls_key: k.pem}"],
      ["13:19: error: `tls_key` is of use only with `tls_certificate`: add it"]),
    Row(
      "credentials in two places",
      [13: "uplink: {host: b, credentials: c, systemd_credential: uplink}"],
      [
        """
        13:35: error: `systemd_credential` is in place of `credentials`: remove one of the two
        """
      ]),
    Row(
      "password in the clear",
      [13: "uplink: {host: b, port: 1883, tls: off, credentials: c}"],
      [
        """
        13:41: warning: without TLS the password can be read by anyone on the network: use \
        `tls: on`
        """
      ]),
    Row(
      "port of TLS without TLS", [13: "uplink: {host: b, tls: off}"],
      [
        """
        13:19: warning: port 8883 is for TLS, which is off: 1883 is the usual port without
        """
      ]),
    Row(
      "first wait longer than the last",
      [13: "uplink: {host: b, retry_first_s: 50, retry_at_most_s: 40}"],
      ["13:38: error: `retry_first_s` must be at most `retry_at_most_s`"]),
    Row(
      "keep-alive shorter than the library's least", [13: "uplink: {host: b, keep_alive_s: 4}"],
      ["13:33: error: `keep_alive_s`: 4 is out of range: 5 to 600 s"]),
    Row(
      "secrets do not belong here", [13: "uplink: {host: b, password: x}"],
      [
        """
        13:19: error: unknown key `password` in `uplink`; docs/CONFIGURATION.md lists the 33 \
        valid keys
        """
      ]),
  ]
}
