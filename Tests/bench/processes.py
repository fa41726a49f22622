"""The programs of a measurement. Each dies with this one, and is bounded in every wait."""
import ctypes
import glob
import json
import os
import selectors
import signal
import socket
import sqlite3
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = {1: "binder", 2: "skin-probe", 3: "ward-thermometer"}
_libc = ctypes.CDLL(None)


class Failure(Exception):
    """What went wrong, in words."""


def _die_with_parent():
    pr_set_pdeathsig = 1
    _libc.prctl(pr_set_pdeathsig, signal.SIGKILL)


def end_in_order_when_terminated():
    """A broker that has changed its user outlives its parent: whoever is told to end ends it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: told to end"))


class Child:
    """A program that answers in lines; its own words go to a log in the folder."""

    def __init__(self, folder, name, arguments, ready=None, seconds=20, environment=None):
        self.name = name
        self._log = open(os.path.join(folder, f"{name}.log"), "ab")
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log,
            preexec_fn=_die_with_parent, cwd=folder, env=environment)
        self._held = b""
        if ready:
            self.opening = []
            while ready not in (line := self.line(seconds)):
                self.opening.append(line)

    @property
    def pid(self):
        return self.process.pid

    def tell(self, text):
        self.process.stdin.write(text.encode() + b"\n")
        self.process.stdin.flush()

    def line(self, seconds=10):
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._held:
                if not selector.select(max(0, end - time.monotonic())):
                    raise Failure(f"{self.name} says nothing; {self.last_words()}")
                chunk = os.read(self.process.stdout.fileno(), 65536)
                if not chunk:
                    raise Failure(f"{self.name} has ended; {self.last_words()}")
                self._held += chunk
        text, self._held = self._held.split(b"\n", 1)
        return text.decode()

    def last_words(self):
        with open(self._log.name, "rb") as log:
            return "its log ends: " + log.read()[-600:].decode(errors="replace")

    def cpu_s(self):
        """All its threads' time on a processor, exact, those that have ended included."""
        per_process_clock = (~self.pid << 3) | 2
        return time.clock_gettime(per_process_clock)

    def written_bytes(self):
        return self._numbers(f"/proc/{self.pid}/io")["write_bytes"]

    def memory_mb(self):
        status = self._numbers(f"/proc/{self.pid}/status")
        return status["VmRSS"] / 1024, status["RssAnon"] / 1024

    @staticmethod
    def _numbers(path):
        numbers = {}
        with open(path) as file:
            for line in file:
                key, value = line.split(":", 1)
                if value.split() and value.split()[0].isdigit():
                    numbers[key] = int(value.split()[0])
        return numbers

    def stop(self, seconds=20):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for file in (self.process.stdin, self.process.stdout, self._log):
            file.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Broker(Child):
    def __init__(self, folder):
        self.port = free_port()
        path = os.path.join(folder, "mosquitto.conf")
        with open(path, "w") as file:
            # A subscriber that lags must not look like a publisher that loses.
            file.write(f"listener {self.port} 127.0.0.1\nallow_anonymous true\nlog_type error\n"
                       "persistence false\nmax_queued_messages 0\nset_tcp_nodelay true\n")
        super().__init__(folder, "mosquitto", ["mosquitto", "-c", path])
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise Failure(f"no broker; {self.last_words()}") from None
                time.sleep(0.05)


class Boards(Child):
    def __init__(self, folder, count, told=None):
        super().__init__(folder, "boards", [f"{HERE}/.build/boards", str(count)]
                         + ([told] if told else []), "ready")
        self.ports = [(path, KINDS[int(kind)], int(serial)) for _, path, kind, serial in
                      (line.split() for line in self.opening)]

    def rate(self, frames_per_s):
        self.tell(f"rate {frames_per_s}")

    def counts(self):
        """Frames written, frames that the terminals refused, and the worst lateness in s."""
        self.tell("counts")
        words = self.line().split()
        return int(words[1]), int(words[3]), int(words[5]) / 1e6


class Subscriber(Child):
    def __init__(self, folder, port, kind="reading", told=None):
        super().__init__(folder, "count",
                         [f"{HERE}/.build/count", str(port), f"kmc/v1/+/+/+/{kind}"]
                         + ([told] if told else []), "ready")

    def messages(self):
        self.tell("")
        return int(self.line().split()[0])


class Floor(Child):
    """The plain C program that does the least."""

    def __init__(self, folder, boards, broker, options):
        self._database = os.path.join(folder, "floor.sqlite")
        super().__init__(
            folder, "floor", [f"{HERE}/.build/floor", self._database, str(broker.port),
                              str(options.qos)] + [path for path, _, _ in boards.ports], "ready")

    def counts(self):
        """Frames taken and frames rejected."""
        self.process.send_signal(signal.SIGUSR1)
        words = self.line().split()
        return int(words[1]), int(words[3])

    def stored(self):
        """Readings in its database; to be asked after its end."""
        with sqlite3.connect(self._database) as database:
            return database.execute("SELECT count(*) FROM reading").fetchone()[0]


class Gateway(Child):
    """`kmcd run` with a bed for each binder."""

    # What a bench adds to the section `uplink`.
    uplink_keys = ""

    def __init__(self, folder, boards, broker, options, environment=None):
        self._kmcd = options.kmcd
        self._database = os.path.join(folder, "kmcd.sqlite")
        self._socket = os.path.join(folder, "kmcd.sock")
        path = os.path.join(folder, "kmcd.yaml")
        with open(path, "w") as file:
            file.write(self._configuration(boards, broker, options))
        subprocess.run([self._kmcd, "check-config", path], check=True, timeout=20,
                       stdout=subprocess.DEVNULL)
        super().__init__(folder, "kmcd", [self._kmcd, "run", "--config", path],
                         environment=environment)
        end = time.monotonic() + 20
        while not self._is_open():
            if time.monotonic() > end or self.process.poll() is not None:
                raise Failure(f"no gateway; {self.last_words()}")
            time.sleep(0.1)

    def _configuration(self, boards, broker, options):
        names = [f"{kind}-{index}" for index, (_, kind, _) in enumerate(boards.ports, 1)]
        kinds = dict(zip(names, (kind for _, kind, _ in boards.ports)))
        room = next((name for name in names if kinds[name] == "ward-thermometer"), None)
        probes = [name for name in names if kinds[name] == "skin-probe"]
        lines = ["version: 1", "site: {site: bench, ward: kmc, hub: hub-1}", "time: {zone: UTC}",
                 "ports:"]
        lines += [f"  - {{name: line-{index}, path: {path}}}"
                  for index, (path, _, _) in enumerate(boards.ports, 1)]
        lines += ["devices:"]
        lines += [f"  - {{name: {name}, kind: {kind}, serial: {serial}}}"
                  for name, (_, kind, serial) in zip(names, boards.ports)]
        lines += ["dyads:"]
        for index, binder in enumerate(name for name in names if kinds[name] == "binder"):
            probe = f", probe: {probes[index]}" if index < len(probes) else ""
            shared = f", room: {room}" if room else ""
            lines.append(f"  - {{infant: K-{index + 1}, binder: {binder}{probe}{shared}}}")
        lines += ["store: {path: kmcd.sqlite}", "control: {socket: kmcd.sock}"]
        if not options.no_uplink:
            readings = "off" if options.no_readings else "on"
            lines += [f"uplink: {{host: 127.0.0.1, port: {broker.port}, tls: off, "
                      f"readings: {readings}{self.uplink_keys}}}"]
        return "\n".join(lines) + "\n"

    def _status(self):
        answer = subprocess.run(
            [self._kmcd, "status", "--json", "--socket", self._socket], timeout=20,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        return json.loads(answer.stdout) if answer.returncode == 0 else None

    def _is_open(self):
        status = self._status()
        return status is not None and all(port["isOpen"] for port in status["ports"])

    def counts(self):
        status = self._status()
        if status is None:
            raise Failure(f"kmcd does not answer; {self.last_words()}")
        counters = [port["counters"] for port in status["ports"]]
        rejected = sum(value for each in counters for key, value in each.items()
                       if key not in ("bytes", "frames"))
        return sum(each["frames"] for each in counters), rejected

    def stored(self):
        with sqlite3.connect(self._database) as database:
            sum_of_blocks = "SELECT coalesce(sum(samples), 0) FROM sample_block"
            return database.execute(sum_of_blocks).fetchone()[0]


def build_and_day(kmcd):
    """What is measured, and when: a figure without both says nothing."""
    version = subprocess.run([kmcd, "--version"], timeout=20, check=True, text=True,
                             stdout=subprocess.PIPE).stdout.strip()
    built = time.strftime("%Y-%m-%d %H:%M", time.gmtime(os.stat(kmcd).st_mtime))
    sources = subprocess.run(["git", "-C", HERE, "describe", "--always", "--dirty"], timeout=20,
                             check=False, text=True, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout.strip() or "unknown"
    now = time.strftime("%Y-%m-%d %H:%M", time.gmtime())
    return f"kmcd {version}, built {built} UTC; sources now {sources}; measured {now} UTC"


def whole_disk_bytes(folder):
    """What the disk of `folder` was made to write, by everybody; None where nobody can say."""
    device = os.stat(folder).st_dev
    for path in glob.glob("/sys/dev/block/*/stat"):
        if os.path.basename(os.path.dirname(path)) == f"{os.major(device)}:{os.minor(device)}":
            with open(path) as file:
                sector_bytes = 512
                return int(file.read().split()[6]) * sector_bytes
    return None
