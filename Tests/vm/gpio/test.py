#!/usr/bin/env python3
"""The laboratory's own GPIO chip: a buckle, a button and a relay, each seen from both ends.

Usage: test.py FOLDER    FOLDER holds the kernel and gpio.cpio, and gets the log.
"""
import os
import sys

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from machine import Failure, Machine, until  # noqa: E402

BUCKLE, BUTTON, RELAY = 0, 1, 2


def judge(what, wanted, found):
    if found != wanted:
        raise Failure(f"{what}: wanted {wanted!r}, found {found!r}")
    print(f"{what}: {found}")


def run(machine):
    machine.boot()
    machine.run("udev")
    chip, lines = machine.run(
        f"gpio_chip 3 {BUCKLE}=buckle {BUTTON}=button {RELAY}=relay").split()

    def pull(line, way):
        machine.run(f"echo pull-{way} >{lines}/sim_gpio{line}/pull")

    for name, line in (("buckle", BUCKLE), ("button", BUTTON), ("relay", RELAY)):
        judge(f"the {name} has its name", f"{chip} {line}", machine.run(f"gpiofind {name}"))
    for way, value in (("up", "1"), ("down", "0")):
        pull(BUCKLE, way)
        judge(f"the buckle pulled {way}", value, machine.run(f"gpioget {chip} {BUCKLE}"))

    machine.run(f"(gpiomon --num-events=2 --format=%e {chip} {BUTTON} >/tmp/edges; "
                "echo end >>/tmp/edges) & true")
    until("the button is watched", 20,
          lambda: "gpiomon" in machine.run(f"gpioinfo {chip}"))
    pull(BUTTON, "up")
    pull(BUTTON, "down")
    until("both edges are told", 20, lambda: machine.ask("grep end /tmp/edges")[0] == 0)
    judge("the button's edges, up and down", ["1", "0", "end"],
          machine.run("cat /tmp/edges").split())

    machine.run(f"gpioset --mode=signal {chip} {RELAY}=1 & echo $! >/tmp/relay")
    until("the relay is drawn", 20,
          lambda: machine.run(f"cat {lines}/sim_gpio{RELAY}/value") == "1")
    machine.run("kill $(cat /tmp/relay)")
    print("the relay was drawn")


def main(folder):
    with Machine(os.path.join(folder, "kernel/vmlinux"), os.path.join(folder, "gpio.cpio"),
                 os.path.join(folder, "gpio-console.log")) as machine:
        try:
            run(machine)
        except Failure as failure:
            print(failure)
            return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
