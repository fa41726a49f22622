import Foundation
import GatewayCore

extension Ward {
  /// The ward of the next process, from a state that went over the disk as the daemon's does.
  func restarted(from state: WardState) throws -> Ward {
    let bytes = try JSONEncoder().encode(state)
    let restored = try JSONDecoder().decode(WardState.self, from: bytes)
    return Ward(settings: settings, calendar: calendar, restoring: restored)
  }
}
