import Configuration
import ControlSocket
import Foundation
import Store

/// The store to be exported: its file as the daemon just wrote it, or where none runs, as it is.
struct ExportSource {
  let store: ReadOnlyStore

  /// A daemon has the store, and does not give it: why.
  struct Refusal: Error, CustomStringConvertible {
    var description: String
  }

  init(_ settings: GatewayConfiguration) async throws {
    let path = settings.store.path
    let answer: Result<[String], ControlError>
    do throws(ControlError) {
      answer = .success(
        try await ControlClient.request(path: settings.control.socket, line: "file"))
    } catch {
      answer = .failure(error)
    }
    // A daemon on this socket may have another store.
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    if case .success(let lines) = answer, lines == [file] {
      store = try ReadOnlyStore.open(written: path)
      return
    }
    do throws(StoreError) {
      store = try ReadOnlyStore.open(at: path)
    } catch {
      guard case .busy = error else { throw error }
      let reason =
        switch answer {
        case .success(let lines): "\(settings.control.socket): that one has \(lines.joined())"
        case .failure(let error): error.description
        }
      throw Refusal(
        description: "\(path): a running gateway has it to itself and was not reached: \(reason)")
    }
  }
}
