import Glibc
import NIOCore
import Testing

@testable import SerialIO

@Suite struct SerialErrorTests {
  static let openFailures: [(CInt, SerialError.Reason, String)] = [
    (ENOENT, .noSuchPort, "/dev/serial/by-id"),
    (ENODEV, .noSuchPort, "plug in the adapter"),
    (EACCES, .permissionDenied, "add the user to group dialout"),
    (EBUSY, .busy, "fuser"),
    (EWOULDBLOCK, .busy, "another program holds the port"),
    (ENOTTY, .notASerialPort(detail: "it is not a terminal device"), "not a serial port"),
    (EISDIR, .notASerialPort(detail: "it is a directory"), "directory"),
    (EMFILE, .inputOutput(errno: EMFILE), "Too many open files"),
  ]

  @Test(arguments: openFailures)
  func failedOpenSaysWhatToDo(errno: CInt, reason: SerialError.Reason, text: String) {
    let error = SerialError(path: "/dev/ttyUSB0", openingFailedWith: errno)
    #expect(error.reason == reason)
    #expect(error.description.hasPrefix("/dev/ttyUSB0: "))
    #expect(error.description.contains(text))
  }

  static let endings: [(any Error, SerialError.Reason)] = [
    (IOError(errnoCode: EIO, reason: "read"), .vanished),
    (IOError(errnoCode: ECONNRESET, reason: "read"), .vanished),
    (IOError(errnoCode: ENODEV, reason: "write"), .vanished),
    (ChannelError.eof, .vanished),
    (IOError(errnoCode: ENOMEM, reason: "read"), .inputOutput(errno: ENOMEM)),
    (SerialError(path: "p", reason: .busy), .busy),
    (CancellationError(), .inputOutput(errno: ECANCELED)),
  ]

  @Test(arguments: endings.indices)
  func endOfAnOpenPortIsSorted(index: Int) {
    let (error, reason) = Self.endings[index]
    #expect(SerialError(path: "p", endedWith: error).reason == reason)
  }
}
