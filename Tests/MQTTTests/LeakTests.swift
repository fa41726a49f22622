import CareModel
import Configuration
import Foundation
import TestSupport
import Testing

@testable import Uplink

/// Two hundred connections, each made and destroyed, leave nothing behind.
///
/// Other tests run beside this one and have threads and descriptors, too: the whole process may grow
/// by far less than one for each connection. Connections to this test's broker are counted exactly.
@Suite struct LeakTests {
  @Test func connectionsLeaveNeitherThreadNorDescriptor() async throws {
    let scratch = try Scratch()
    let certificates = try Certificates(scratch)
    try certificates.make("server", for: "IP:127.0.0.1")
    let broker = try Broker(certificates.broker(showing: "server"), scratch: scratch)
    let tls = UplinkConfiguration.TLS(authorityPath: certificates.path("ca"))
    let begin = Self.counts()
    for round in 0..<200 {
      let session = Session(port: broker.port, tls: tls)
      switch round % 4 {
      case 0: session.start()
      case 1:
        session.start()
        await Task.yield()
        await session.stop()
      default:
        await session.connect()
        for number in 1...5 as ClosedRange<Int64> { _ = session.send(number) }
      }
      await session.stop()
      #expect(session.hasReturned)
      // Whoever sends too late finds nobody, and nothing that was freed.
      #expect(session.send(9) == false)
    }
    #expect(await eventually { Self.sockets(to: broker.port) == 0 })
    #expect(
      await eventually {
        let end = Self.counts()
        return end.threads < begin.threads + 100 && end.descriptors < begin.descriptors + 100
      }, "\(begin) \(Self.counts())")
  }

  private static func counts() -> (threads: Int, descriptors: Int) {
    func entries(_ folder: String) -> Int {
      (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? .max
    }
    return (entries("/proc/self/task"), entries("/proc/self/fd"))
  }

  /// This process's own connections to a port, from the kernel's table.
  private static func sockets(to port: Int) -> Int {
    let inodes = Set(
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      } ?? [])
    let table = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
    let wanted = ":" + String(format: "%04X", port)
    return table.split(separator: "\n").filter { line in
      let columns = line.split(separator: " ")
      return columns.count > 9 && columns[2].hasSuffix(wanted)
        && inodes.contains("socket:[\(columns[9])]")
    }.count
  }
}
