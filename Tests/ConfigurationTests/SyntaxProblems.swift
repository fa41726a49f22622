/// Wrong lines of YAML itself, with all that is said about them.
enum SyntaxProblems {
  static let rows: [Row] = [
    Row(
      "repeated key of a block",
      [13: "log: {level: info}\nlog: {level: debug}"],
      [
        "14:1: error: key `log` is repeated; it stood in line 13 already"
      ]),
    Row(
      "repeated keys of two maps in braces",
      [
        2: "site: {site: s1, ward: w1, hub: h1, ward: w2}",
        8: "  - {name: binder-1, kind: binder, serial: 1, 'name': b, name: binder-3}",
      ],
      [
        "2:37: error: key `ward` is repeated; it stood in line 2 already",
        "8:47: error: key `name` is repeated; it stood in line 8 already",
        "8:58: error: key `name` is repeated; it stood in line 8 already",
      ]),
    Row(
      "key repeated three times in an entry",
      [6: "    path: /dev/x\n    path: /dev/y\n    path: /dev/z"],
      [
        "7:5: error: key `path` is repeated; it stood in line 6 already",
        "8:5: error: key `path` is repeated; it stood in line 6 already",
      ]),
    Row(
      "repeat beside other problems",
      [3: "time: {zone: Nowhere}", 6: "    path: /dev/x\n    path: /dev/y"],
      [
        """
        3:14: error: `zone`: unknown time zone `Nowhere`: use a name of the IANA time zone \
        database, such as Asia/Shanghai, or UTC
        """,
        "7:5: error: key `path` is repeated; it stood in line 6 already",
      ]),
    Row(
      "key repeated in quotes",
      [3: "time: {zone: UTC, 'zone': UTC}"],
      [
        "3:19: error: key `zone` is repeated; it stood in line 3 already"
      ]),
    Row(
      "entry of devices that is no map hides no name",
      [8: "  - binder-1"],
      [
        """
        8:5: error: an entry of `devices` needs keys such as `name:`, but a single value \
        stands here
        """
      ]),
    Row(
      "tab in the indentation",
      [6: "\tpath: /dev/x"],
      [
        "6:1: error: a tab in the indentation: write spaces instead"
      ]),
    Row(
      "bracket that is not closed",
      [12: "  - {infant: K-001, binder: binder-1"],
      [
        """
        13:1: error: not valid YAML: did not find expected ',' or '}', while parsing a flow \
        mapping of line 12
        """
      ]),
    Row(
      "line that is no YAML",
      [4: "ports: : :"],
      [
        "4:8: error: not valid YAML: mapping values are not allowed in this context"
      ]),
    Row(
      "wrong indentation",
      [6: "   path: /dev/x"],
      [
        """
        6:4: error: not valid YAML: did not find expected '-' indicator, while parsing a \
        block collection of line 5
        """
      ]),
    Row(
      "two documents",
      [13: "---\nversion: 1"],
      [
        "13:1: error: a second document begins here (`---`): a configuration is one document"
      ]),
    Row(
      "undefined alias",
      [6: "    path: *usb"],
      [
        "6:11: error: not valid YAML: found undefined alias"
      ]),
    Row(
      "control character",
      [6: "    path: /dev/\u{7}x"],
      [
        "6:16: error: not a text file: control characters are not allowed"
      ]),
    Row(
      "many problems at once",
      [
        3: "time: {zone: Mars}",
        5: "  - nme: bed-1",
        8: "  - {name: binder-1, kind: bindr, serial: x}",
        12: "  - {infant: K-001, binder: binder-1, probe: prob-1}",
        13: "settings: {goal_per_day_min: 2000}",
      ],
      [
        """
        3:14: error: `zone`: unknown time zone `Mars`: use a name of the IANA time zone \
        database, such as Asia/Shanghai, or UTC
        """,
        "5:5: error: unknown key `nme` in an entry of `ports`; did you mean `name`?",
        """
        8:28: error: `kind`: `bindr` is not one of binder, skin-probe, ward-thermometer; \
        did you mean `binder`?
        """,
        """
        8:43: error: `serial`: `x` is no serial number (1 to 18446744073709551615, decimal \
        or hexadecimal with 0x)
        """,
        "12:46: error: unknown device `prob-1`; did you mean `probe-1`?",
        "13:30: error: `goal_per_day_min`: 2000 is out of range: 60 to 1440 min",
      ]),
  ]
}
