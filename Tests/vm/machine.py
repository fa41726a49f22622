"""A guest in QEMU without hardware virtualisation, and what a test may do to it."""
import json
import selectors
import socket
import subprocess
import threading
import time

from waiting import Failure


class Machine:
    """Boots a kernel and an archive of `pack`; see guest/init for what the guest can do.

    Everything between host and guest goes over socket pairs: no port, no name in the file system.
    `more` are arguments of QEMU, `descriptors` those that they name.
    """

    def __init__(self, kernel, archive, console_log, more=(), descriptors=(), memory_mib=1024):
        ends = [socket.socketpair() for _ in range(3)]
        (self._console, console), (self._orders, orders), (monitor, control) = ends
        devices = []
        for name, end in (("console", console), ("orders", orders), ("monitor", control)):
            devices += ["-chardev", f"socket,id={name},fd={end.fileno()}"]
        self._log = open(console_log, "wb")
        self._process = subprocess.Popen(
            ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-display", "none",
             "-no-reboot", "-machine", "pc", "-accel", "tcg,thread=multi", "-cpu", "max",
             "-smp", "1", "-m", str(memory_mib), "-kernel", kernel, "-initrd", archive,
             "-append", "console=ttyS0 panic=-1 quiet mitigations=off",
             *devices, "-serial", "chardev:console", "-serial", "chardev:orders",
             "-mon", "chardev=monitor,mode=control", *more],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT,
            pass_fds=[*(end.fileno() for _, end in ends), *descriptors])
        for _, end in ends:
            end.close()
        self._answer = b""
        threading.Thread(target=self._keep_console, daemon=True).start()
        # QEMU answers at once, or it hangs.
        monitor.settimeout(60)
        self._monitor = monitor.makefile("rw")
        self._monitor.readline()
        self.control("qmp_capabilities")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    def _keep_console(self):
        while data := self._console.recv(65536):
            self._log.write(data)
            self._log.flush()

    # From here on: what a test uses.

    def boot(self, seconds=120):
        """Waits until the guest takes orders."""
        self._line(time.monotonic() + seconds, b"READY")

    def ask(self, order, seconds=60):
        """The exit status and the output of one line of shell in the guest."""
        try:
            self._orders.sendall(order.encode() + b"\n")
        except OSError as error:
            raise Failure(f"the guest ended before: {order}: {error}") from error
        lines = []
        end = time.monotonic() + seconds
        while True:
            line = self._line(end, waiting_for=order)
            if line.startswith(b"END "):
                output = b"\n".join(lines).decode("utf8", "replace")
                return int(line[4:]), output.rstrip("\n")
            lines.append(line)

    def run(self, order, seconds=60):
        """The output of an order that has to succeed."""
        status, output = self.ask(order, seconds)
        if status != 0:
            raise Failure(f"in the guest: {order}: status {status}: {output}")
        return output

    def control(self, command, until_event=None, **arguments):
        """Gives QEMU a command, and waits for the event that says that it is done."""
        order = {"execute": command, "arguments": arguments}
        returned, told = False, until_event is None
        try:
            self._monitor.write(json.dumps(order) + "\n")
            self._monitor.flush()
            while not (returned and told):
                answer = json.loads(self._monitor.readline())
                if "error" in answer:
                    raise Failure(f"QEMU: {command}: {answer['error'].get('desc')}")
                returned = returned or "return" in answer
                told = told or answer.get("event") == until_event
        except (OSError, ValueError) as error:
            raise Failure(f"QEMU did not end {command}: {error!r}") from error

    def _line(self, end, wanted=None, waiting_for="the guest's start"):
        """The next line of the guest's answers; with `wanted`, the next that is so."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._orders, selectors.EVENT_READ)
            while True:
                line, found, rest = self._answer.partition(b"\n")
                if found:
                    self._answer = rest
                    line = line.rstrip(b"\r")
                    if wanted is None or line == wanted:
                        return line
                    continue
                if not selector.select(max(0.0, end - time.monotonic())):
                    raise Failure(f"the guest did not answer in time: {waiting_for}")
                data = self._orders.recv(65536)
                if not data:
                    raise Failure(f"the guest ended: {waiting_for}")
                self._answer += data
