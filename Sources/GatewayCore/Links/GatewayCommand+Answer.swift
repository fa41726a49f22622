import Devices

extension GatewayCommand {
  /// Whether a message is the end of a board's answer to this.
  func isEnded(by message: BoardMessage) -> Bool {
    switch (self, message) {
    case (.poll, .report), (.identify, .identity), (.setPeriod, .done), (.selfTest, .selfTest),
      (.historyRead, .historyEnd), (.historyAcknowledge, .done):
      true
    case (_, .refused(let refusal)): refusal.command == messageType
    default: false
    }
  }
}
