import CareModel

/// Wrong lines of the top, `site`, `time`, `store` and `log`, with all that is said about them.
enum GatewayProblems {
  static let rows: [Row] = [
    Row(
      "nothing is wrong",
      [:],
      []),
    Row(
      "unknown key at the top",
      [13: "stor: {path: a.sqlite}"],
      [
        "13:1: error: unknown key `stor` in the file; did you mean `store`?"
      ]),
    Row(
      "unknown key far from any",
      [13: "colour: red"],
      [
        """
        13:1: error: unknown key `colour` in the file; valid keys are `version`, `site`, \
        `time`, `ports`, `devices`, `dyads`, `settings`, `store`, `control`, `uplink`, \
        `station`, `gpio`, `log`
        """
      ]),
    Row(
      "misspelt section is not called missing",
      [7: "devises:"],
      [
        "7:1: error: unknown key `devises` in the file; did you mean `devices`?"
      ]),
    Row(
      "misspelt required key is not called missing",
      [3: "time: {zoen: Asia/Shanghai}"],
      [
        "3:8: error: unknown key `zoen` in `time`; did you mean `zone`?"
      ]),
    Row(
      "unknown key of a port",
      [6: "    path: /dev/x\n    buad: 9600"],
      [
        "7:5: error: unknown key `buad` in an entry of `ports`; did you mean `baud`?"
      ]),
    Row(
      "key of another section",
      [6: "    path: /dev/x\n    kind: binder"],
      [
        """
        7:5: error: unknown key `kind` in an entry of `ports`; it belongs in an entry of \
        `devices`
        """
      ]),
    Row(
      "unknown setting",
      [13: "settings: {cold_room_below: 20}"],
      [
        """
        13:12: error: unknown key `cold_room_below` in `settings`; did you mean \
        `cold_room_below_c`?
        """
      ]),
    Row(
      "unknown setting far from any",
      [13: "settings: {purple: 20}"],
      [
        """
        13:12: error: unknown key `purple` in `settings`; docs/CONFIGURATION.md lists the \
        \(CareSettings.catalogue.count) valid keys
        """
      ]),
    Row(
      "version is missing",
      [1: ""],
      [
        "2:1: error: the file lacks `version`: write `version: 1` at its top"
      ]),
    Row(
      "version of the future stops at once",
      [1: "version: 2", 3: "time: {}"],
      [
        "1:10: error: `version`: this kmcd reads version 1 of the file's format, not `2`"
      ]),
    Row(
      "section is missing",
      [3: ""],
      [
        """
        1:1: error: `time` lacks `zone`: Time zone in which KMC days are counted (a name of \
        the IANA time zone database, such as Asia/Shanghai, or UTC)
        """
      ]),
    Row(
      "required key is missing",
      [2: "site: {site: s1, hub: h1}"],
      [
        "2:7: error: `site` lacks `ward`: Name of the ward (1 to 64 of A-Z a-z 0-9 _ -)"
      ]),
    Row(
      "required keys of an empty section",
      [2: "site:"],
      [
        "2:1: error: `site` lacks `site`: Pseudonym of the facility (1 to 64 of A-Z a-z 0-9 _ -)",
        "2:1: error: `site` lacks `ward`: Name of the ward (1 to 64 of A-Z a-z 0-9 _ -)",
        "2:1: error: `site` lacks `hub`: Name of this gateway (1 to 64 of A-Z a-z 0-9 _ -)",
      ]),
    Row(
      "name with a slash",
      [2: "site: {site: s1/x, ward: w1, hub: h1}"],
      [
        "2:14: error: `site`: `s1/x` is no name: use 1 to 64 of A-Z a-z 0-9 _ -"
      ]),
    Row(
      "unknown time zone",
      [3: "time: {zone: Asia/Shangai}"],
      [
        "3:14: error: `zone`: unknown time zone `Asia/Shangai`; did you mean `Asia/Shanghai`?"
      ]),
    Row(
      "abbreviated time zone",
      [3: "time: {zone: CST}"],
      [
        """
        3:14: error: `zone`: unknown time zone `CST`: use a name of the IANA time zone \
        database, such as Asia/Shanghai, or UTC
        """
      ]),
    Row(
      "hour out of range",
      [3: "time: {zone: UTC, day_starts_at_hour: 24}"],
      [
        "3:39: error: `day_starts_at_hour`: 24 is out of range: 0 to 23 h"
      ]),
    Row(
      "hour is no whole number",
      [3: "time: {zone: UTC, day_starts_at_hour: 6.5}"],
      [
        "3:39: error: `day_starts_at_hour`: 6.5 is not a whole number (0 to 23)"
      ]),
    Row(
      "days and megabytes out of range",
      [13: "store: {samples_kept_days: 0, samples_kept_mb: 1}"],
      [
        "13:28: error: `samples_kept_days`: 0 is out of range: 1 to 3650 days",
        "13:48: error: `samples_kept_mb`: 1 is out of range: 16 to 1000000 MB",
      ]),
    Row(
      "store in a home folder",
      [13: "store: {path: ~/kmcd.sqlite}"],
      [
        "13:15: error: `path`: `~` stands for no folder here: write the path in full"
      ]),
    Row(
      "store is a folder",
      [13: "store: {path: /var/lib/kmcd/}"],
      [
        "13:15: error: `path`: `/var/lib/kmcd/` names a folder: add the name of the file"
      ]),
    Row(
      "unknown level",
      [13: "log: {level: inf}"],
      [
        """
        13:14: error: `level`: `inf` is not one of trace, debug, info, notice, warning, \
        error, critical; did you mean `info`?
        """
      ]),
  ]
}
