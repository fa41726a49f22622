/// Wrong lines of ports, devices and dyads, with all that is said about them.
enum WardProblems {
  static let rows: [Row] = [
    Row(
      "numbered serial path warns",
      [6: "    path: /dev/ttyUSB0"],
      [
        """
        6:11: warning: /dev/ttyUSB0 may be another adapter after a restart or a re-plug: \
        use its name under /dev/serial/by-id/
        """
      ]),
    Row(
      "numbered modem path warns beside an error",
      [3: "time: {zone: UTC, hour: 7}", 6: "    path: /dev/ttyACM12"],
      [
        "3:19: error: unknown key `hour` in `time`; valid keys are `zone`, `day_starts_at_hour`",
        """
        6:11: warning: /dev/ttyACM12 may be another adapter after a restart or a re-plug: \
        use its name under /dev/serial/by-id/
        """,
      ]),
    Row(
      "relative serial path",
      [6: "    path: ttyUSB0"],
      [
        "6:11: error: `path`: `ttyUSB0` is not an absolute path: begin it with `/`"
      ]),
    Row(
      "baud that no line has",
      [6: "    path: /dev/x\n    baud: 11520"],
      [
        """
        7:11: error: `baud`: `11520` is not one of 9600, 19200, 38400, 57600, 115200, \
        230400, 460800, 921600
        """
      ]),
    Row(
      "misspelt mode",
      [6: "    path: /dev/x\n    mode: poled"],
      [
        "7:11: error: `mode`: `poled` is not one of streaming, polled; did you mean `polled`?"
      ]),
    Row(
      "polled without addresses",
      [6: "    path: /dev/x\n    mode: polled"],
      [
        "7:11: error: a polled port needs the addresses of its boards: `addresses: [1, 2]`"
      ]),
    Row(
      "polled with no address in the list",
      [6: "    path: /dev/x\n    mode: polled\n    addresses: []"],
      [
        """
        8:16: error: `addresses`: needs a list of different numbers, each 1 to 247, such as \
        [1, 2]
        """
      ]),
    Row(
      "addresses out of range and twice",
      [
        6: """
            path: /dev/x
            mode: polled
            addresses: [1, 248]
          - {name: b, path: /dev/y, mode: polled, addresses: [2, 3, 2]}
        """
      ],
      [
        "8:20: error: `addresses`: address 248 is out of range: 1 to 247",
        "9:61: error: `addresses`: address 2 is in the list twice",
      ]),
    Row(
      "addresses of a streaming port",
      [6: "    path: /dev/x\n    addresses: [1]\n    poll_period_s: 2"],
      [
        "7:5: error: `addresses` is only for a polled port: add `mode: polled` or remove it",
        "8:5: error: `poll_period_s` is only for a polled port: add `mode: polled` or remove it",
      ]),
    Row(
      "ports twice the same",
      [6: "    path: /dev/x\n  - {name: bed-1, path: /dev/x}"],
      [
        "7:12: error: port name `bed-1` is used in line 5 already",
        "7:25: error: path `/dev/x` is used in line 6 already",
      ]),
    Row(
      "no port",
      [4: "ports: []", 5: "", 6: ""],
      [
        "4:1: error: at least one port is needed in `ports`"
      ]),
    Row(
      "ports is no list",
      [4: "ports: {name: bed-1}", 5: "", 6: ""],
      [
        "4:8: error: `ports` is a list: begin each entry with `- `"
      ]),
    Row(
      "entry is no map",
      [6: "    path: /dev/x\n  - bed-2"],
      [
        """
        7:5: error: an entry of `ports` needs keys such as `name:`, but a single value \
        stands here
        """
      ]),
    Row(
      "no devices",
      [7: "", 8: "", 9: "", 10: "", 12: "  - {infant: K-001}"],
      [
        "1:1: error: at least one device is needed in `devices`",
        "12:14: error: the dyad has no device: give it a `binder`, a `probe` or a `room`",
      ]),
    Row(
      "device of an unknown kind",
      [9: "  - {name: probe-1, kind: skinprobe, serial: 2}"],
      [
        """
        9:27: error: `kind`: `skinprobe` is not one of binder, skin-probe, \
        ward-thermometer; did you mean `skin-probe`?
        """
      ]),
    Row(
      "serial that is hexadecimal without 0x",
      [8: "  - {name: binder-1, kind: binder, serial: 4B4D01}"],
      [
        """
        8:44: error: `serial`: `4B4D01` is no serial number (1 to 18446744073709551615, \
        decimal or hexadecimal with 0x); if it is hexadecimal, write 0x before it
        """
      ]),
    Row(
      "serial zero and too large",
      [
        8: "  - {name: binder-1, kind: binder, serial: 0}",
        9: "  - {name: probe-1, kind: skin-probe, serial: 18446744073709551616}",
      ],
      [
        """
        8:44: error: `serial`: `0` is no serial number (1 to 18446744073709551615, decimal \
        or hexadecimal with 0x)
        """,
        """
        9:47: error: `serial`: `18446744073709551616` is no serial number (1 to \
        18446744073709551615, decimal or hexadecimal with 0x)
        """,
      ]),
    Row(
      "serial twice in two writings",
      [
        8: "  - {name: binder-1, kind: binder, serial: 0x0A}",
        9: "  - {name: probe-1, kind: skin-probe, serial: 10}",
      ],
      [
        "9:47: error: serial number `0xA` is used in line 8 already"
      ]),
    Row(
      "device name twice",
      [
        9: "  - {name: binder-1, kind: skin-probe, serial: 2}",
        12: "  - {infant: K-001, binder: binder-1}",
      ],
      [
        "9:12: error: device name `binder-1` is used in line 8 already"
      ]),
    Row(
      "report period out of range",
      [8: "  - {name: binder-1, kind: binder, serial: 1, report_period_s: 90}"],
      [
        "8:64: error: `report_period_s`: 90 is out of range: 1 to 60 s"
      ]),
    Row(
      "unknown device in a dyad",
      [12: "  - {infant: K-001, binder: binder-l, probe: probe-1, room: corridor}"],
      [
        "12:29: error: unknown device `binder-l`; did you mean `binder-1`?",
        "12:61: error: unknown device `corridor`; `devices` has no such name",
      ]),
    Row(
      "device of the wrong kind",
      [12: "  - {infant: K-001, binder: probe-1, probe: room-1}"],
      [
        "12:29: error: `probe-1` is a skin-probe, but a binder is needed here",
        "12:45: error: `room-1` is a ward-thermometer, but a skin-probe is needed here",
      ]),
    Row(
      "binder and probe in two dyads",
      [13: "  - {infant: K-002, binder: binder-1, probe: probe-1, room: room-1}"],
      [
        "13:29: error: binder `binder-1` is used in line 12 already",
        "13:46: error: probe `probe-1` is used in line 12 already",
      ]),
    Row(
      "infant twice",
      [13: "  - {infant: K-001, room: room-1}"],
      [
        "13:14: error: infant `K-001` is used in line 12 already"
      ]),
    Row(
      "dyad without a device",
      [12: "  - {infant: K-001, bed: 4}"],
      [
        "12:14: error: the dyad has no device: give it a `binder`, a `probe` or a `room`"
      ]),
    Row(
      "unknown provider",
      [12: "  - {infant: K-001, room: room-1, provider: mothr}"],
      [
        """
        12:45: error: `provider`: `mothr` is not one of mother, father, family, unknown; \
        did you mean `mother`?
        """
      ]),
    Row(
      "time of birth without a zone",
      [12: "  - {infant: K-001, room: room-1, born: 2026-01-10T03:20:00}"],
      [
        """
        12:41: error: `born`: `2026-01-10T03:20:00` is not a time such as \
        2026-01-10T03:20:00+08:00
        """
      ]),
    Row(
      "name of a person",
      [12: "  - {infant: Li Na, room: room-1}"],
      [
        "12:14: error: `infant`: `Li Na` is no name: use 1 to 64 of A-Z a-z 0-9 _ -"
      ]),
  ]
}
