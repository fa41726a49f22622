import Glibc
import Testing

@testable import Configuration

/// Whose files of secrets are read; uplink and station try the rest on their own.
@Suite struct PrivateFileTests {
  /// systemd's own files are root's, with the reader in an access list.
  @Test(
    arguments: [
      (0, 0o440, true, true), (0, 0o400, true, true), (0, 0o444, true, false),
      (0, 0o460, true, false), (0, 0o440, false, false), (1000, 0o440, true, false),
      (1000, 0o400, false, true), (1001, 0o400, false, false), (1001, 0o400, true, false),
      (0, 0o600, false, true),
    ] as [(uid_t, mode_t, Bool, Bool)])
  func ownersAndModes(_ owner: uid_t, _ mode: mode_t, _ ofSystemd: Bool, _ isGood: Bool) {
    var status = stat()
    status.st_uid = owner
    status.st_mode = S_IFREG | mode
    let fault = PrivateFile.fault("f", status, ofSystemd: ofSystemd, user: 1000)
    #expect((fault == nil) == isGood, "\(fault as Any)")
  }
}
