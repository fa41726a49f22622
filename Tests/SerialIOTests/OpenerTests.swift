import CPseudoTerminal
import Glibc
import Testing

@testable import SerialIO

extension SerialTests {
  @Suite struct OpenerTests {
    /// The reason why an opener refuses a path.
    private func refusal(
      _ opener: any SerialOpener, _ path: String, baud: Int = 115_200
    ) -> SerialError? {
      do {
        close(try opener.open(SerialSettings(path: path, baud: baud)).descriptor)
        return nil
      } catch {
        return error
      }
    }

    @Test(arguments: [9600, 115_200, 921_600])
    func pseudoTerminalIsRawWithTheSettingsAskedFor(baud: Int) throws {
      let terminal = try PseudoTerminal()
      let settings = SerialSettings(path: terminal.slavePath, baud: baud)
      let port = try DefaultOpener().open(settings)
      defer { close(port.descriptor) }
      #expect(port.device == terminal.slavePath)
      var line = termios()
      try #require(tcgetattr(port.descriptor, &line) == 0)
      #expect(line.c_lflag & tcflag_t(ICANON | ECHO | ISIG | IEXTEN) == 0)
      #expect(line.c_iflag & tcflag_t(ICRNL | INLCR | IXON | ISTRIP | BRKINT | PARMRK) == 0)
      #expect(line.c_oflag & tcflag_t(OPOST) == 0)
      #expect(line.c_cflag & tcflag_t(CSIZE) == tcflag_t(CS8))
      #expect(line.c_cflag & (tcflag_t(PARENB | CSTOPB) | tcflag_t(CRTSCTS)) == 0)
      var expected = termios()
      cfsetspeed(&expected, speed_t(baud))
      #expect(cfgetospeed(&line) == cfgetospeed(&expected))
      #expect(cfgetispeed(&line) == cfgetispeed(&expected))
    }

    @Test func descriptorIsNonBlockingCloseOnExecAndExclusive() throws {
      let terminal = try PseudoTerminal()
      let port = try DefaultOpener().open(SerialSettings(path: terminal.slavePath))
      #expect(fcntl(port.descriptor, F_GETFL) & O_NONBLOCK != 0)
      #expect(fcntl(port.descriptor, F_GETFD) & FD_CLOEXEC != 0)
      #expect(refusal(DefaultOpener(), terminal.slavePath)?.reason == .busy)
      close(port.descriptor)
      #expect(refusal(DefaultOpener(), terminal.slavePath) == nil, "free again after the close")
    }

    @Test func realPortsAreAlsoClosedToProgramsThatLookForNoLock() throws {
      let terminal = try PseudoTerminal()
      let port = try DefaultOpener().open(SerialSettings(path: terminal.slavePath))
      defer { close(port.descriptor) }
      #expect(serial_port_refuses_other_opens(port.descriptor) == 0)
      try PortClaim.refuseOtherOpens(port.descriptor, path: terminal.slavePath)
      #expect(serial_port_refuses_other_opens(port.descriptor) == 1)
    }

    @Test func silenceIsNotTheEndOnceVMINIsSet() throws {
      let terminal = try PseudoTerminal()
      let port = try DefaultOpener().open(SerialSettings(path: terminal.slavePath))
      defer { close(port.descriptor) }
      var line = termios()
      try #require(tcgetattr(port.descriptor, &line) == 0)
      withUnsafeMutableBytes(of: &line.c_cc) { $0[Int(VMIN)] = 0 }
      try #require(tcsetattr(port.descriptor, TCSANOW, &line) == 0)
      var byte: UInt8 = 0
      #expect(read(port.descriptor, &byte, 1) == 0, "as libserialport leaves it: silence reads 0")
      #expect(serial_port_tell_silence_from_end(port.descriptor) == 0)
      #expect(read(port.descriptor, &byte, 1) == -1)
      #expect(errno == EAGAIN)
    }

    static let wrongPaths: [(String, SerialError.Reason, String)] = [
      ("/dev/serial/by-id/no-such-adapter", .noSuchPort, "no such port"),
      ("/tmp", .notASerialPort(detail: "it is a directory"), "by-id"),
      ("/etc/passwd", .notASerialPort(detail: "it is a file"), "not a serial port"),
      ("/etc/passwd/x", .noSuchPort, "no such port"),
      (
        "/dev/null", .notASerialPort(detail: "libserialport does not know it"), "not a serial port"
      ),
    ]

    @Test(arguments: wrongPaths)
    func wrongPathSaysWhatIsWrong(path: String, reason: SerialError.Reason, text: String) throws {
      for opener in [DefaultOpener(), LibserialportOpener()] as [any SerialOpener] {
        let error = try #require(refusal(opener, path))
        #expect(error.reason == reason)
        #expect(error.description.contains(text))
      }
    }

    @Test func libserialportSaysThatItTakesNoPseudoTerminal() throws {
      let terminal = try PseudoTerminal()
      let error = try #require(refusal(LibserialportOpener(), terminal.slavePath))
      #expect(error.description.contains("it is a pseudo-terminal"))
    }

    @Test(arguments: [0, -1, 12_345])
    func speedThatTheLineDoesNotKnowIsRefused(baud: Int) throws {
      let terminal = try PseudoTerminal()
      let error = try #require(refusal(DefaultOpener(), terminal.slavePath, baud: baud))
      #expect(error.reason == .unsupportedSpeed(baud: baud))
      #expect(error.description.contains("\(baud) baud"))
    }

    @Test(.enabled(if: geteuid() != 0, "root may open everything"))
    func forbiddenPortIsToldFromAnAbsentOne() throws {
      let terminal = try PseudoTerminal()
      try #require(chmod(terminal.slavePath, 0) == 0)
      #expect(refusal(DefaultOpener(), terminal.slavePath)?.reason == .permissionDenied)
    }

    @Test func kindOfPortIsThatOfTheLinksTarget() throws {
      struct Marked: SerialOpener {
        let mark: String
        func open(_ settings: SerialSettings) throws(SerialError) -> OpenedSerialPort {
          OpenedSerialPort(descriptor: -1, device: mark)
        }
      }
      let opener = DefaultOpener(real: Marked(mark: "real"), pseudo: Marked(mark: "pseudo"))
      let directory = try ScratchDirectory()
      let terminal = try PseudoTerminal()
      let link = PseudoTerminalLink(path: directory.path + "/probe")
      try link.point(to: terminal)
      #expect(try opener.open(SerialSettings(path: link.path)).device == "pseudo")
      #expect(try opener.open(SerialSettings(path: "/dev/null")).device == "real")
      #expect(try opener.open(SerialSettings(path: "/dev/pts")).device == "real")
    }
  }
}
