import CMosquitto
import Synchronization

/// What libmosquitto needs once in a process.
enum MosquittoLibrary {
  /// Initialised at the first use, for good.
  static let isReady = mosquitto_lib_init() == Int32(MOSQ_ERR_SUCCESS.rawValue)

  private static let isWarm = Mutex(false)

  /// Makes the first encrypted connection alone: the library begins with TLS at its first use, and
  /// that is not safe on two threads.
  static func connect(
    usesTLS: Bool, _ call: () -> (result: Int32, code: Int32)
  ) -> (result: Int32, code: Int32) {
    if !usesTLS || isWarm.withLock({ $0 }) { return call() }
    return isWarm.withLock { isWarm in
      let answer = call()
      if answer.result == MosquittoCode.success { isWarm = true }
      return answer
    }
  }
}
