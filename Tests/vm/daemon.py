"""The real kmcd in a guest, through the words and numbers that it has for everybody."""
import json

from waiting import Failure, until

FOLDER = "/tmp/kmcd"
SOCKET = FOLDER + "/kmcd.sock"


def last_words(machine):
    """What a daemon said before a test failed, as far as the guest still answers."""
    try:
        return machine.ask(f"tail -n 30 {FOLDER}/run.log")[1]
    except Failure as failure:
        return f"(nothing: {failure})"


class Daemon:
    def __init__(self, machine, configuration):
        """Starts `kmcd run` with this configuration, and `kmcd events` beside it."""
        self._machine = machine
        machine.run(f"mkdir -p {FOLDER}")
        for line in configuration.splitlines():
            machine.run(f"echo '{line}' >>{FOLDER}/kmcd.yaml")
        machine.run(f"kmcd check-config {FOLDER}/kmcd.yaml")
        self.begin()

    def begin(self):
        """Starts it, also again after its end; what it said before is gone."""
        self._process = self._start("run", f"run --config {FOLDER}/kmcd.yaml")
        until("kmcd is ready", 60,
              lambda: self._machine.ask(f"grep ready {FOLDER}/run.log")[0] == 0)
        self._start("events", f"events --socket {SOCKET}")

    def record(self):
        """Every sample from now on, one object each; the answer is asked again and again."""
        self._start("record", f"record --socket {SOCKET}")
        return lambda: [json.loads(line) for line in
                        self._machine.run(f"cat {FOLDER}/record.out").splitlines()]

    def kill(self):
        """Ends it as running out of memory does: it has no say in it."""
        self._machine.run(f"kill -KILL {self._process}")
        until("kmcd is dead", 30, lambda: self._machine.ask(f"kill -0 {self._process}")[0] != 0)

    def _start(self, name, arguments):
        return int(self._machine.run(
            f"kmcd {arguments} >{FOLDER}/{name}.out 2>{FOLDER}/{name}.log & echo $!"))

    def status(self):
        return json.loads(self._machine.run(f"kmcd status --json --socket {SOCKET}"))

    def descriptors(self):
        """What each open descriptor leads to, in order."""
        return sorted(self._machine.run(
            f"for each in /proc/{self._process}/fd/*; do readlink $each; done").splitlines())

    def memory_kib(self):
        """What is the daemon's own: neither its code nor what it maps of files."""
        return int(self._machine.run(
            f"sed -n 's/^Anonymous: *\\([0-9]*\\) kB/\\1/p' /proc/{self._process}/smaps_rollup"))

    def log(self):
        return self._machine.run(f"cat {FOLDER}/run.log")

    def events(self):
        return [json.loads(line)
                for line in self._machine.run(f"cat {FOLDER}/events.out").splitlines()]

    def end(self):
        """Asks the daemon to end, and waits until it has."""
        self._machine.run(f"kill -TERM {self._process}")
        until("kmcd ends when it is asked to", 30,
              lambda: self._machine.ask(f"kill -0 {self._process}")[0] != 0)
        if self._machine.ask(f"test -e {SOCKET}")[0] == 0:
            raise Failure("kmcd has left its socket behind")
