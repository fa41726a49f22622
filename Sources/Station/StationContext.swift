import Hummingbird
import NIOCore
import StationModel
import Synchronization

/// What is known of one request beside what it says.
struct StationContext: RequestContext {
  /// What is learnt on the way in, for whoever reports on it on the way out.
  final class Note: Sendable {
    private let learnt = Mutex<(access: Access?, action: StationAction?)>((nil, nil))

    var access: Access? {
      get { learnt.withLock { $0.access } }
      set { learnt.withLock { $0.access = newValue } }
    }

    var action: StationAction? {
      get { learnt.withLock { $0.action } }
      set { learnt.withLock { $0.action = newValue } }
    }
  }

  var coreContext: CoreRequestContextStorage
  /// The connection, so that one that takes nothing can be closed.
  let channel: any Channel
  let note = Note()

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// The peer's address without its port.
  var address: String { channel.remoteAddress?.ipAddress ?? "unknown" }
}
