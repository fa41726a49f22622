#!/usr/bin/env python3
"""kmcd's serial port against the kernel's own driver, with a cable that is pulled out and put back.

Usage: test.py FOLDER CYCLES    FOLDER holds vmlinux, serial.cpio and board, and gets the logs.
"""
import json
import os
import random
import re
import socket
import sys
import time

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from board import Board  # noqa: E402
from daemon import Daemon, last_words  # noqa: E402
from machine import Machine  # noqa: E402
from waiting import Failure, until  # noqa: E402

SEED = 20260401
PATH = "/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_AB01-if00-port0"
ADAPTER = {"driver": "usb-serial", "id": "adapter", "chardev": "line", "serial": "AB01",
           "always-plugged": True}
CONFIGURATION = f"""\
version: 1
site: {{site: test, ward: kmc, hub: hub-1}}
time: {{zone: UTC}}
ports:
  - {{name: bed-1, path: {PATH}, baud: 57600}}
devices:
  - {{name: binder-1, kind: binder, serial: 2601150017}}
dyads:
  - {{infant: K-001, binder: binder-1}}
settings: {{port_lost_delay_min: 0}}
store: {{path: /tmp/kmcd/kmcd.sqlite}}
control: {{socket: /tmp/kmcd/kmcd.sock}}
"""
# Local choice: 40 rounds were seen to add up to 200 KiB, a buffer of 64 KiB each would add 2560.
CREEP_KIB_MAX = 1024
# Rounds until every pool has its threads and every buffer its size.
WARM = 10


class SerialTest:
    def __init__(self, machine, board, adapter_log):
        self.machine = machine
        self.board = board
        self.adapter_log = adapter_log
        self.random = random.Random(SEED)
        self.cycle = 0
        self.halves = 0
        self.unheard = 0
        self.daemon = None

    def judge(self, what, holds, found):
        if not holds:
            raise Failure(f"after {self.cycle} unplugs: {what}; found {found}")

    def status_when(self, what, holds):
        """The daemon's status once `holds` says so, judged for frames that nobody sent."""
        found = {}

        def asked():
            status = self.daemon.status()
            found["port"], found["bed"] = status["ports"][0], status["beds"][0]
            boards = found["port"]["boards"]
            found["board"] = boards[0]["counters"] if boards else {"frames": 0, "lost": 0}
            found["reached"] = found["board"]["frames"] + found["board"]["lost"]
            return holds(found)
        until(f"{what}, after {self.cycle} unplugs", 30, asked)
        sent = self.board.counts()["whole"]
        self.judge("no frame is taken that was not sent whole",
                   found["port"]["counters"]["frames"] <= sent, (found["port"], sent))
        return found

    def start(self):
        """The adapter is there; the daemon opens it by its steady name and sets the line."""
        self.machine.run("udev && usb_serial", 60)
        self.machine.run(f"test -e {PATH}")
        self.judge_end_of_file()
        # Everything otherwise, to see that the adapter is told, and that kmcd sets all of it.
        self.machine.run(
            "stty -F /dev/ttyUSB0 9600 cs7 parenb -parodd cstopb crtscts ixon icanon echo")
        self.judge_line(9600, "parity E, data bits 7, stop bits 2")
        self.board.order("in")
        self.daemon = Daemon(self.machine, CONFIGURATION)
        self.board.await_("heard 0x82")
        self.status_when("the first frames are counted", lambda found: found["reached"] >= 4)
        self.judge_line(57600, "parity N, data bits 8, stop bits 1")

    def judge_end_of_file(self):
        """What kmcd builds on: at an unplug a reader is told of the end, and of no error."""
        self.machine.run("(cat /dev/ttyUSB0 >/tmp/read; echo $? >/tmp/ended) & true")
        time.sleep(0.5)
        self.take_out()
        until("a reader is told of the unplug", 10,
              lambda: self.machine.ask("test -s /tmp/ended")[0] == 0)
        ended = self.machine.run("cat /tmp/ended")
        self.judge("the reader met the end of the file", ended == "0", ended)
        self.machine.control("device_add", **ADAPTER)
        self.machine.run(f"wait_until 30 test -e {PATH}")

    def judge_line(self, baud, data):
        """What the driver has told the adapter last, as QEMU notes it."""
        with open(self.adapter_log, encoding="ascii") as log:
            told = log.read()
        speeds = re.findall(r"set_baud .* baud rate (\d+)", told)
        # An adapter divides its clock by whole eighths: 57553 is what it has for 57600.
        self.judge(f"the adapter runs at {baud}",
                   speeds and abs(int(speeds[-1]) - baud) < baud / 100, speeds[-3:])
        formats = re.findall(r"set_data .* (parity .*)", told)
        self.judge(f"the adapter has {data}", formats[-1:] == [data], formats[-3:])

    def judge_raw(self):
        words = self.machine.run("stty -a -F /dev/ttyUSB0").split()
        for word in ("-crtscts", "-ixon", "-ixoff", "-icanon", "-echo", "-isig",
                     "-opost", "-icrnl", "cs8", "-parenb", "-cstopb"):
            self.judge(f"the line is {word}", word in words, " ".join(words))

    def take_out(self):
        self.machine.control("device_del", until_event="DEVICE_DELETED", id="adapter")

    def unplug(self):
        if self.random.random() < 0.6:
            self.board.order("half")
            self.halves += 1
            # Some of the half is on its way through adapter, driver and daemon, or all has come.
            time.sleep(self.random.choice((0, 0.005, 0.02, 0.1)))
        self.take_out()
        self.board.order("out")
        self.cycle += 1

    def replug(self):
        time.sleep(self.random.choice((0, 0, 0.1, 0.3, 1)))
        self.machine.control("device_add", **ADAPTER)
        self.board.order("in")

    def one_cycle(self, descriptors, before):
        """Returns the status after it; `before` is that of the cycle before, or of the start."""
        self.unplug()
        self.replug()
        self.board.await_("heard 0x82")
        # In step with the board again: what it made since it heard the gateway is counted.
        made = self.board.counts()["made"] + 3 - self.unheard
        after = self.status_when("frames are counted on", lambda found: found["reached"] >= made)
        self.judge_line(57600, "parity N, data bits 8, stop bits 1")
        until(f"as many descriptors as before after {self.cycle} unplugs", 10,
              lambda: self.daemon.descriptors() == descriptors)
        device = self.machine.run(f"readlink -f {PATH}")
        # With the cable back at once, the old name may not be free yet; it must not stay taken.
        self.judge("the device has its old name, or the next",
                   device in ("/dev/ttyUSB0", "/dev/ttyUSB1"), device)
        self.judge("contact is counted on",
                   after["bed"]["contact_s"] > before["bed"]["contact_s"], after["bed"])
        return after

    def at_rest(self):
        """The status, and the board's counts, while nothing is on its way."""
        self.board.order("quiet")
        time.sleep(1)
        found = {}

        def nothing_came_between():
            before = self.board.counts()
            found.update(self.status_when("the daemon answers", lambda status: True))
            found.update(self.board.counts())
            return found["made"] == before["made"]
        until("the board is quiet", 30, nothing_came_between)
        self.board.order("loud")
        return found

    def judge_end(self, end):
        made = end["made"] - self.unheard
        self.judge("each frame is counted or known to be lost", end["reached"] == made,
                   (end["reached"], made))
        rejected = end["port"]["notices"]["rejected"]
        # A port that is opened while the board speaks may begin in mid-frame.
        self.judge("each half is rejected, and at most one frame more an opening",
                   self.halves <= rejected <= self.halves + self.cycle + 1,
                   (self.halves, end["port"]))
        # Until it is raw, a line just opened echoes: a board that speaks right then hears itself.
        self.judge("the gateway's frames come whole", end["garbled"] <= self.cycle + 1, end)
        alarms = [event for event in self.daemon.events() if event.get("condition") == "port-lost"]
        states = [event["state"] for event in alarms]
        # The third within an hour says that the cable flaps, and stands until 15 minutes are calm.
        told = (["active", "resolved"] * min(self.cycle, 3))[:5]
        self.judge("an unplug is told, a replug ends it, and the third stands", states == told,
                   states)
        flapping = [event.get("flapping", False) for event in alarms if event["state"] == "active"]
        self.judge("the third says that the cable flaps",
                   flapping == [False, False, True][:self.cycle], flapping)
        gone = self.daemon.log().count("the port went away")
        # Ten lines a minute at most: the rest is counted in a line of its own.
        self.judge("the log says that the port went away", 1 <= gone <= self.cycle, gone)
        self.daemon.end()

    def run(self, cycles):
        began = time.monotonic()
        self.machine.boot()
        self.start()
        self.judge_raw()
        descriptors = self.daemon.descriptors()
        status = self.at_rest()
        # What the board made before the daemon heard it for the first time.
        self.unheard = status["made"] - status["reached"]
        print(f"ready after {time.monotonic() - began:.1f} s, {len(descriptors)} descriptors",
              flush=True)
        warm_kib = None
        while self.cycle < cycles:
            status = self.one_cycle(descriptors, status)
            if self.cycle == min(WARM, cycles):
                warm_kib = self.daemon.memory_kib()
            print(f"{time.monotonic() - began:6.1f} s: {self.cycle} unplugs, "
                  f"{self.daemon.memory_kib()} KiB", flush=True)
        creep_kib = self.daemon.memory_kib() - warm_kib
        self.judge(f"memory grows by less than {CREEP_KIB_MAX} KiB", creep_kib < CREEP_KIB_MAX,
                   creep_kib)
        end = self.at_rest()
        self.judge_end(end)
        print(f"{self.cycle} unplugs, {self.halves} of them in mid-frame: "
              f"{end['port']['counters']['frames']} frames, {end['board']['lost']} lost, "
              f"{end['port']['notices']['rejected']} rejected, {len(descriptors)} descriptors, "
              f"{creep_kib} KiB more")


def main(folder, cycles):
    adapter_log = os.path.join(folder, "serial-adapter.log")
    ours, adapters = socket.socketpair()
    board = Board(os.path.join(folder, "board"), ours)
    with Machine(
            os.path.join(folder, "kernel/vmlinux"), os.path.join(folder, "serial.cpio"),
            os.path.join(folder, "serial-console.log"),
            ["-D", adapter_log, "-trace", "usb_serial_set_*",
             "-chardev", f"socket,id=line,fd={adapters.fileno()}", "-device", "qemu-xhci",
             "-device", json.dumps(ADAPTER)],
            [adapters.fileno()]) as machine:
        test = SerialTest(machine, board, adapter_log)
        try:
            test.run(int(cycles))
        except Failure as failure:
            print(failure, "kmcd said:", last_words(machine), sep="\n")
            return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
