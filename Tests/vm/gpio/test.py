#!/usr/bin/env python3
"""kmcd on the kernel's simulated chip: relays, lamp, buzzer, a button that bounces, a buckle.

Usage: test.py FOLDER    FOLDER holds the kernel and gpio.cpio, and gets the log.
"""
import os
import sys
import time

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from daemon import FOLDER, Daemon, last_words  # noqa: E402
from machine import Machine  # noqa: E402
from waiting import Failure, until  # noqa: E402

LINES = ["nurse-call", "gateway-failed", "lamp", "buzzer", "button", "buckle"]
OUTPUTS = LINES[:4]
# By the configuration's names: what nobody is at work on any more when the chip is gone.
NAMES = ["button-1", "buzzer-1", "call-1", "lamp-1", "works-1"]
# The port is not there: an alarm of medium priority after half a minute, until somebody answers.
CONFIGURATION = """\
version: 1
site: {site: test, ward: kmc, hub: hub-1}
time: {zone: UTC}
ports: [{name: line-1, path: /dev/not-there}]
dyads: [{infant: K-001, bed: "1", binder: buckle-1}]
settings: {port_lost_delay_min: 0.5}
store: {path: /tmp/kmcd/kmcd.sqlite}
control: {socket: /tmp/kmcd/kmcd.sock}
gpio:
  chip: kmc
  check_period_s: 0.5
  retry_at_most_s: 2
  outputs:
    - {name: call-1, kind: nurse-call, line: nurse-call}
    - {name: works-1, kind: gateway-failed, line: gateway-failed}
    - {name: lamp-1, kind: lamp, line: lamp}
    - {name: buzzer-1, kind: buzzer, line: buzzer}
  buttons: [{name: button-1, line: button}]
  buckles: [{device: buckle-1, line: buckle, report_period_s: 1}]
"""


class Chip:
    """The lines from outside."""

    def __init__(self, machine):
        self._machine = machine
        names = " ".join(f"{number}={name}" for number, name in enumerate(LINES))
        self._take(machine.run(f"gpio_chip {len(LINES)} {names}"))

    def _take(self, answer):
        self.name, self._folder = answer.split()

    def gone(self):
        self._machine.run("gpio_chip_gone")

    def back(self):
        self._take(self._machine.run("gpio_chip_back"))

    def value(self, line):
        return int(self._machine.run(f"cat {self._folder}/sim_gpio{LINES.index(line)}/value"))

    def pull(self, line, *ways):
        """Pulls a line up (1) and down (0), as fast as the guest's shell can."""
        file = f"{self._folder}/sim_gpio{LINES.index(line)}/pull"
        self._machine.run("; ".join(
            f"echo pull-{'up' if way else 'down'} >{file}" for way in ways))

    def press(self, seconds):
        """A press whose contact bounces at both ends."""
        self.pull("button", 1, 0, 1, 0, 1, 0, 1)
        time.sleep(seconds)
        self.pull("button", 0, 1, 0, 1, 0)

    def unheld(self):
        """The outputs that nobody holds."""
        lines = self._machine.run(f"gpioinfo {self.name}").splitlines()
        return [name for name in OUTPUTS
                if any(f'"{name}"' in line and "unused" in line for line in lines)]


def told(daemon, **wanted):
    return [event for event in daemon.events()
            if all(event.get(key) == value for key, value in wanted.items())]


def seen(what, condition, seconds=60):
    began = time.monotonic()
    until(what, seconds, condition)
    print(f"{what}: after {time.monotonic() - began:.1f} s")


def alarm_and_button(chip, daemon):
    seen("all is well: both relays are drawn",
         lambda: chip.value("nurse-call") and chip.value("gateway-failed"), 20)
    seen("an alarm: the nurse call is released", lambda: not chip.value("nurse-call"), 90)
    for line in ("lamp", "buzzer"):
        seen(f"the {line} is on", lambda: chip.value(line))
        seen(f"the {line} is off", lambda: not chip.value(line))
    if not chip.value("gateway-failed"):
        raise Failure("the gateway works, and its relay is released")
    chip.press(0.3)
    seen("a short press pauses",
         lambda: told(daemon, event="response", response="paused", by="button-1"))
    seen("nobody has to come while it is paused", lambda: chip.value("nurse-call"))
    chip.press(2.5)
    seen("a long press acknowledges",
         lambda: told(daemon, event="response", response="acknowledged", by="button-1"))
    presses = told(daemon, event="response", by="button-1")
    if [press["response"] for press in presses] != ["paused", "acknowledged"]:
        raise Failure(f"two presses, but {presses}")


def buckle(chip, samples):
    def clasp():
        return [each["clasp"] for each in samples() if each.get("device") == "buckle-1"]

    for way in (1, 0, 1):
        chip.pull("buckle", 1 - way, way, 1 - way, way)
        seen(f"the buckle is {'closed' if way else 'open'}",
             lambda: clasp() and clasp()[-1] == bool(way))
    count = len(clasp())
    seen("it is told each second", lambda: len(clasp()) >= count + 3)


def chip_away_and_back(chip, daemon, samples):
    def failed(state):
        return sorted(alarm["output"] for alarm in told(
            daemon, event="alarm", condition="output-failed", state=state))

    chip.gone()
    seen("each output and the button that is gone is an alarm", lambda: failed("active") == NAMES)
    chip.back()
    seen("each that is back is none", lambda: failed("resolved") == NAMES)
    seen("both relays are drawn again",
         lambda: chip.value("nurse-call") and chip.value("gateway-failed"))
    buckle(chip, samples)


def all_released(chip, after):
    seen(f"{after}: nobody holds a line", lambda: chip.unheld() == OUTPUTS)
    values = {line: chip.value(line) for line in OUTPUTS}
    if any(values.values()):
        raise Failure(f"{after}: still active: {values}")
    print(f"{after}: every relay is released")


def ends(machine, chip, daemon):
    busy = machine.ask(f"kmcd outputs release --config {FOLDER}/kmcd.yaml")
    if busy[0] == 0 or "kmcd" not in busy[1] or not chip.value("gateway-failed"):
        raise Failure(f"lines were taken from a gateway that lives: {busy}")
    daemon.end()
    all_released(chip, "on exit")
    daemon.begin()
    seen("it is started again, and the relays are drawn",
         lambda: chip.value("nurse-call") and chip.value("gateway-failed"))
    daemon.kill()
    machine.run(f"kmcd outputs release --config {FOLDER}/kmcd.yaml")
    all_released(chip, "after kill -9")


def run(machine):
    machine.boot()
    machine.run("udev")
    chip = Chip(machine)
    daemon = Daemon(machine, CONFIGURATION)
    alarm_and_button(chip, daemon)
    samples = daemon.record()
    buckle(chip, samples)
    chip_away_and_back(chip, daemon, samples)
    ends(machine, chip, daemon)


def main(folder):
    with Machine(os.path.join(folder, "kernel/vmlinux"), os.path.join(folder, "gpio.cpio"),
                 os.path.join(folder, "gpio-console.log")) as machine:
        try:
            run(machine)
        except Failure as failure:
            print(failure)
            print(last_words(machine))
            return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
