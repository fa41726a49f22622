import Presentation
import Testing

struct DeviceListingTextTests {
  private var listing: DeviceListing {
    var heard = DeviceListing.Port(path: "/dev/serial/by-id/usb-FTDI_A1", state: .heard)
    heard.name = "bed-1"
    heard.driver = "ftdi_sio"
    heard.usb = "0403:6001"
    heard.frames = 12
    var binder = DeviceListing.Board(serial: "19789623886086401", kind: "binder", frames: 10)
    binder.firmware = "1.4.0"
    binder.periodSeconds = 5
    binder.device = "binder-1"
    var strange = DeviceListing.Board(serial: "7", kind: "kind 9", frames: 2)
    strange.problem = "is of a kind that this version does not know"
    heard.boards = [binder, strange]
    var denied = DeviceListing.Port(path: "/dev/ttyACM0", state: .denied)
    denied.advice = "type `sudo usermod -aG dialout nurse`"
    let silent = DeviceListing.Port(path: "/dev/ttyS1", state: .heard)
    var noisy = DeviceListing.Port(path: "/dev/ttyS2", state: .heard)
    noisy.bytes = 44
    noisy.rejected = 3
    var spare = DeviceListing.Port(path: "/dev/serial/by-id/usb-spare", state: .heard)
    spare.boards = [DeviceListing.Board(serial: "8", kind: "binder", frames: 1)]
    return DeviceListing(
      ports: [heard, denied, silent, noisy, spare], gatewayAnswers: false,
      devicesNotHeard: ["probe-1"])
  }

  @Test func aRowABoardAndWhatToDo() {
    let text = DeviceListingText.render(listing, style: TextStyle(columns: 140, isColoured: false))
    #expect(text[0].hasPrefix("Port         Name   Adapter             State "))
    #expect(text[1].contains("usb-FTDI_A1  bed-1  ftdi_sio 0403:6001  listened"))
    #expect(text[1].contains("19789623886086401  binder  1.4.0     5.0 s      10  binder-1"))
    #expect(text[2].contains("kind 9") && text[2].contains("not configured"))
    let all = text.joined(separator: "\n")
    for words in [
      "ttyACM0: type `sudo usermod -aG dialout nurse`", "ttyS1: silent: no board",
      "ttyS2: 3 broken frames and no whole one", "not heard on any port: probe-1.",
      "board 7 is of a kind", "its path is /dev/serial/by-id/usb-spare",
    ] {
      #expect(all.contains(words), "\(words)")
    }
  }

  @Test(arguments: [40, 60, 72, 80, 100, 140]) func noLineIsWider(columns: Int) {
    let style = TextStyle(columns: columns, isColoured: false)
    let lines = DeviceListingText.render(listing, style: style)
    #expect(lines.allSatisfy { $0.count <= columns }, "\(lines)")
    guard columns >= 72 else { return }
    for word in ["19789623886086401", "binder-1", "listened", "NO PERMISSION"] {
      #expect(lines.contains { $0.contains(word) }, "\(word) at \(columns): \(lines)")
    }
  }

  @Test func noPortIsSaid() {
    let none = DeviceListing(ports: [], gatewayAnswers: false, devicesNotHeard: [])
    let text = DeviceListingText.render(none, style: TextStyle(columns: 80, isColoured: false))
    #expect(text == ["No serial port: plug in an adapter, or look whether `dmesg` shows it."])
  }
}
