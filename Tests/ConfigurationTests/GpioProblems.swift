/// Wrong lines of `gpio`, with all that is said about them.
enum GpioProblems {
  static let rows: [Row] = [
    Row("an empty section touches no line", [13: "gpio:"], []),
    Row(
      "a relay needs a name, a kind and a line",
      [13: "gpio: {chip: c, outputs: [{name: call, kind: nurse-call, line: GPIO17}]}"], []),
    Row(
      "a line needs its chip",
      [13: "gpio: {outputs: [{name: call, kind: nurse-call, line: GPIO17}]}"],
      [
        """
        13:55: error: the line needs its chip: write `chip` here, or once for all lines in `gpio`
        """
      ]),
    Row(
      "misspelt key of an output",
      [13: "gpio: {chip: c, outputs: [{name: call, kind: lamp, lin: GPIO17}]}"],
      ["13:52: error: unknown key `lin` in an entry of `gpio.outputs`; did you mean `line`?"]),
    Row(
      "misspelt key of the section", [13: "gpio: {output: []}"],
      ["13:8: error: unknown key `output` in `gpio`; did you mean `outputs`?"]),
    Row(
      "misspelt kind",
      [13: "gpio: {chip: c, outputs: [{name: call, kind: nurse_call, line: L}]}"],
      [
        """
        13:46: error: `kind`: `nurse_call` is not one of nurse-call, gateway-failed, lamp, buzzer; \
        did you mean `nurse-call`?
        """
      ]),
    Row(
      "keys of other kinds",
      [
        13: """
        gpio: {chip: c, outputs: [{name: a, kind: gateway-failed, line: L, bed: "1"}, \
        {name: b, kind: buzzer, line: M, pulse_s: 1, call_until: resolved, most_priority: low}]}
        """
      ],
      [
        """
        13:68: error: `bed` means nothing for `kind: gateway-failed`, only for `nurse-call`, \
        `lamp`, `buzzer`
        """,
        "13:73: warning: no dyad is in bed `1`",
        "13:112: error: `pulse_s` means nothing for `kind: buzzer`, only for `gateway-failed`",
        "13:124: error: `call_until` means nothing for `kind: buzzer`, only for `nurse-call`",
        "13:146: error: `most_priority` means nothing for `kind: buzzer`, only for `lamp`",
      ]),
    Row(
      "priorities in the wrong order",
      [
        13: """
        gpio: {chip: c, outputs: [{name: a, kind: lamp, line: L, least_priority: high, \
        most_priority: medium}]}
        """
      ], ["13:95: error: `least_priority` must be at most `most_priority`"]),
    Row(
      "a bed that nobody is in",
      [13: "gpio: {chip: c, buttons: [{name: a, line: L, bed: K-01}]}"],
      ["13:51: warning: no dyad is in bed `K-01`; did you mean `K-001`?"]),
    Row(
      "one line twice, one name twice",
      [
        13: """
        gpio: {chip: c, outputs: [{name: a, kind: lamp, line: L}], \
        buttons: [{name: a, line: L, chip: c}]}
        """
      ],
      [
        "13:77: error: name of an output or a button `a` is used in line 13 already",
        "13:86: error: line `L` is used in line 13 already",
      ]),
    Row(
      "the page has a name of its own",
      [13: "gpio: {chip: c, outputs: [{name: station-page, kind: lamp, line: L}]}"],
      [
        "13:34: error: name of an output or a button `station-page` is taken by the station's "
          + "page: choose another"
      ]),
    Row(
      "a buckle is a binder for a dyad",
      [
        12: "  - {infant: K-001, binder: buckle-1, probe: probe-1, room: room-1}",
        13: "gpio: {chip: c, buckles: [{device: buckle-1, line: L}]}",
      ], []),
    Row(
      "a hub whose binders are buckles needs no board",
      [
        4: "#", 5: "#", 6: "#", 7: "#", 8: "#", 9: "#", 10: "#",
        12: "  - {infant: K-001, binder: buckle-1}",
        13: "gpio: {chip: c, buckles: [{device: buckle-1, line: L}]}",
      ], []),
    Row(
      "a buckle has a name of its own",
      [13: "gpio: {chip: c, buckles: [{device: binder-1, line: L}]}"],
      [
        """
        13:36: error: `binder-1` is a board of `devices` already: give the buckle a name of its own
        """
      ]),
    Row(
      "a misspelt buckle of a dyad",
      [
        12: "  - {infant: K-001, binder: buckel-1}",
        13: "gpio: {chip: c, buckles: [{device: buckle-1, line: L}]}",
      ], ["12:29: error: unknown device `buckel-1`; did you mean `buckle-1`?"]),
    Row(
      "times out of range",
      [
        13: """
        gpio: {chip: c, check_period_s: 0, retry_first_s: 5, retry_at_most_s: 4, signals: \
        {high_pulse_ms: 300, low_pause_s: 10}, buttons: [{name: a, line: L, debounce_ms: 0}]}
        """
      ],
      [
        "13:33: error: `check_period_s`: 0 is out of range: 0.2 to 60 s",
        "13:54: error: `retry_first_s` must be at most `retry_at_most_s`",
        "13:99: error: `high_pulse_ms`: 300 is out of range: 75 to 200 ms",
        "13:117: error: `low_pause_s`: 10 is out of range: 15 to 120 s",
        "13:164: error: `debounce_ms`: 0 is out of range: 1 to 1000 ms",
      ]),
    Row(
      "a name that no kernel has",
      [13: "gpio: {chip: c, buttons: [{name: a, line: a-name-of-more-than-thirty-one-bytes}]}"],
      [
        """
        13:43: error: `line`: `a-name-of-more-than-thirty-one-bytes` is no name of a chip or a \
        line: use 1 to 31 bytes of plain text
        """
      ]),
  ]
}
