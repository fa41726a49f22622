import Configuration
import Glibc
import Presentation
import SerialIO

/// Listens to many lines at once, on one thread, for a bounded time.
struct DevicesListening {
  /// One port that is to be heard.
  struct Line {
    var settings: SerialSettings
    /// Addresses to ask, on a bus of the configuration; empty where boards speak by themselves.
    var addresses: [UInt8] = []
  }

  struct Result {
    var boards = DevicesBoards()
    /// Why it could not be opened, or ended.
    var error: SerialError?
  }

  private static let turnMilliseconds: Int32 = 50
  /// Long enough for any answer at 9600 bits a second; a local choice.
  private static let pollPauseMilliseconds: Int64 = 250

  /// Opens each line, listens to all of them, and closes them; in the order of `lines`.
  static func hear(_ lines: [Line], forSeconds seconds: Double) -> [Result] {
    var results = [Result](repeating: Result(), count: lines.count)
    var descriptors = [Int32](repeating: -1, count: lines.count)
    defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    for index in lines.indices {
      do throws(SerialError) {
        descriptors[index] = try DefaultOpener().open(lines[index].settings).descriptor
      } catch {
        results[index].error = error
      }
    }
    let end = nowMilliseconds() + Int64(seconds * 1000)
    var asked = [Int](repeating: 0, count: lines.count)
    var nextPoll = nowMilliseconds()
    while nowMilliseconds() < end {
      if nowMilliseconds() >= nextPoll {
        nextPoll = nowMilliseconds() + pollPauseMilliseconds
        for index in lines.indices where !lines[index].addresses.isEmpty {
          let addresses = lines[index].addresses
          let address = addresses[asked[index] % addresses.count]
          asked[index] += 1
          send(results[index].boards.poll(address: address), to: descriptors[index])
        }
      }
      turn(&descriptors, lines, &results)
    }
    return results
  }

  private static func turn(
    _ descriptors: inout [Int32], _ lines: [Line], _ results: inout [Result]
  ) {
    // A negative descriptor is passed over, so that the places are those of the lines.
    var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&waiting, nfds_t(waiting.count), turnMilliseconds) > 0 else { return }
    for index in waiting.indices where waiting[index].revents != 0 && descriptors[index] >= 0 {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptors[index], &buffer, buffer.count)
      if count > 0 {
        let questions = results[index].boards.take(Array(buffer[..<count]))
        send(questions, to: descriptors[index])
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        results[index].error = SerialError(path: lines[index].settings.path, reason: .vanished)
        close(descriptors[index])
        descriptors[index] = -1
      }
    }
  }

  /// A question that the line does not take at once is not worth waiting for.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    guard !bytes.isEmpty, descriptor >= 0 else { return }
    _ = write(descriptor, bytes, bytes.count)
  }

  private static func nowMilliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}
