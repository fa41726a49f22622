import Configuration
import Foundation
import NIOPosix
import Testing

@testable import GatewayRuntime
@testable import Store

/// A store that does not close in order, because something still reads it.
@Suite(.timeLimit(.minutes(1))) struct UncleanCloseTests {
  private func configuration(_ folder: String, hub: String) throws -> GatewayConfiguration {
    try ConfigurationLoader.parse(
      text: """
        version: 1
        site: {site: test, ward: kmc, hub: \(hub)}
        time: {zone: UTC}
        ports: [{name: bed-1, path: \(folder)/not-there}]
        devices: [{name: binder-1, kind: binder, serial: 1}]
        dyads: [{infant: K-001, binder: binder-1}]
        store: {path: kmcd.sqlite}
        control: {socket: kmcd.sock}
        """, file: folder + "/kmcd.yaml")
  }

  /// Begins to read, and stops half-way.
  private func beginReading(_ store: Store) async throws -> UInt {
    try await store.reader.connection.read { database in
      let statement = try database.makeStatement(sql: "SELECT * FROM checkpoint")
      // It must not be used on another thread, and is not: it only has to be there.
      return UInt(bitPattern: Unmanaged.passRetained(statement).toOpaque())
    }
  }

  private func endReading(_ reading: UInt) {
    guard let statement = UnsafeRawPointer(bitPattern: reading) else { return }
    Unmanaged<AnyObject>.fromOpaque(statement).release()
  }

  @Test func hindersNoExchange() async throws {
    let folder = "/tmp/kmc-close-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let gateway = ReloadingGateway(try configuration(folder, hub: "hub-1"), group: group)
    let (services, ready) = AsyncStream.makeStream(of: GatewayService.self)
    let running = Task {
      defer { ready.finish() }
      try await gateway.run { if case .ready(let service) = $0 { ready.yield(service) } }
    }
    let before = try #require(await services.first { _ in true })
    let (troubles, trouble) = AsyncStream.makeStream(of: String.self)
    await before.gateway.observe { if case .trouble(let text) = $0 { trouble.yield(text) } }
    let store = try #require(before.restored.store)
    let reading = try await beginReading(store)
    #expect(await gateway.exchange(try configuration(folder, hub: "hub-2")) == .taken)
    endReading(reading)
    trouble.finish()
    let text = await troubles.first { _ in true } ?? "nothing was told"
    #expect(text.contains("did not close in order"), "\(text)")
    let after = try #require(gateway.service)
    #expect(after !== before)
    #expect(await after.gateway.assignments.map(\.infant.name) == ["K-001"])
    running.cancel()
    try await running.value
    try await group.shutdownGracefully()
  }
}
