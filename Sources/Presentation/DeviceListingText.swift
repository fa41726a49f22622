/// `kmcd devices` for people: a row a port and board, then what is to be done.
public enum DeviceListingText {
  /// Lines of at most the style's columns.
  public static func render(_ listing: DeviceListing, style: TextStyle) -> [String] {
    guard !listing.ports.isEmpty else {
      return ["No serial port: plug in an adapter, or look whether `dmesg` shows it."]
    }
    var lines = Grid(columns: columns, rows: listing.ports.flatMap(rows)).lines(style)
    for port in listing.ports {
      guard let advice = advice(port) else { continue }
      lines.append(StyledText())
      lines += wrapped("\(label(port)): \(advice)", style)
    }
    if !listing.devicesNotHeard.isEmpty {
      lines.append(StyledText())
      let names = listing.devicesNotHeard.joined(separator: ", ")
      lines += wrapped("In the configuration and not heard on any port: \(names).", style)
    }
    return lines.map { $0.rendered(style) }
  }

  /// Serial numbers, states and device names are never cut: they are what somebody types.
  private static let columns = [
    Grid.Column(title: "Port", least: 12, leastAtLast: 4, keepsEnd: true, shrinkRank: 1),
    Grid.Column(title: "Name", least: 6, leastAtLast: 2, dropRank: 3, shrinkRank: 2),
    Grid.Column(title: "Adapter", least: 12, dropRank: 1),
    Grid.Column(title: "State", leastAtLast: 4, shrinkRank: 4),
    Grid.Column(title: "Board", leastAtLast: 4, keepsEnd: true, shrinkRank: 5),
    Grid.Column(title: "Kind", least: 6, leastAtLast: 2, dropRank: 5, shrinkRank: 3),
    Grid.Column(title: "Firmware", least: 8, dropRank: 2),
    Grid.Column(title: "Every", alignsRight: true, dropRank: 4),
    Grid.Column(title: "Frames", alignsRight: true, dropRank: 6),
    Grid.Column(title: "Device", leastAtLast: 4, shrinkRank: 6),
  ]

  private static func rows(_ port: DeviceListing.Port) -> [[Grid.Cell]] {
    let adapter = [port.driver, port.usb].compactMap { $0 }.joined(separator: " ")
    let head = [label(port), port.name ?? "-", adapter.isEmpty ? "-" : adapter, words(port.state)]
    guard !port.boards.isEmpty else {
      let frames = isListened(port.state) ? String(port.frames) : ""
      return [cells(head + ["-", "", "", "", frames, ""])]
    }
    return port.boards.enumerated().map { index, board in
      let period = board.periodSeconds.map(seconds) ?? "-"
      let shown = [
        board.serial, board.kind, board.firmware ?? "-", period, String(board.frames),
        board.device ?? "not configured",
      ]
      return cells((index == 0 ? head : ["", "", "", ""]) + shown)
    }
  }

  private static func seconds(_ seconds: Double) -> String {
    "\(Figures.decimal(tenths: Int(min(seconds, 86_400) * 10))) s"
  }

  private static func cells(_ texts: [String]) -> [Grid.Cell] {
    texts.map { .text(StyledText($0)) }
  }

  /// The last part of a path says most.
  private static func label(_ port: DeviceListing.Port) -> String {
    port.path.split(separator: "/").last.map(String.init) ?? port.path
  }

  private static func isListened(_ state: DeviceListing.State) -> Bool {
    state == .heard || state == .inGateway
  }

  private static func words(_ state: DeviceListing.State) -> String {
    switch state {
    case .heard: "listened"
    case .inGateway: "in the gateway"
    case .absent: "NOT THERE"
    case .denied: "NO PERMISSION"
    case .busy: "busy"
    case .console: "console"
    case .failed: "FAILED"
    }
  }

  private static func advice(_ port: DeviceListing.Port) -> String? {
    var sentences = port.advice.map { [$0] } ?? []
    for board in port.boards {
      if let problem = board.problem { sentences.append("board \(board.serial) \(problem)") }
    }
    if port.name == nil, !port.boards.isEmpty {
      sentences.append("not in the configuration; its path is \(port.path)")
    }
    if isListened(port.state), port.boards.isEmpty {
      sentences.append(silence(port))
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
  }

  private static func silence(_ port: DeviceListing.Port) -> String {
    if port.rejected > 0 {
      return "\(port.rejected) broken frames and no whole one: is the speed (baud) right, and is "
        + "ground connected?"
    }
    if port.bytes > 0 { return "\(port.bytes) bytes that are no frames: another device, or speed" }
    return "silent: no board, no power, or RX and TX swapped"
  }

  private static func wrapped(_ text: String, _ style: TextStyle) -> [StyledText] {
    let lines = TextWrapping.lines(text, columns: style.columns, hanging: 2)
    return lines.enumerated().map { index, line in StyledText((index == 0 ? "" : "  ") + line) }
  }
}
