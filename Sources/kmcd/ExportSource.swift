import Configuration
import ControlSocket
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
    if case .success(let lines) = answer, lines == [path] {
      store = try ReadOnlyStore.open(written: path)
      return
    }
    do throws(StoreError) {
      store = try ReadOnlyStore.open(at: path)
    } catch {
      guard case .busy = error else { throw error }
      let reason =
        switch answer {
        case .success(let lines): "it has \(lines.first ?? "no store")"
        case .failure(let error): error.description
        }
      throw Refusal(
        description: "\(error); who answers on `control.socket` does not give it: \(reason)")
    }
  }
}
