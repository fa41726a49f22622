"""The servers that the page is opened from: the real station with a scripted ward, and a stand-in."""
import http.server
import json
import os
import pathlib
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.request

from waiting import Failure

PAGE = pathlib.Path(__file__).resolve().parents[2] / "Sources/Station/Page"


class Station:
    """The station's own server over a scripted ward; see Tests/StationFixture for its commands."""

    def __init__(self, program, *, port=0, with_token=False):
        self.port = port
        self.tokens = {}
        self._program = program
        self._with_token = with_token
        self._start()

    def _start(self):
        arguments = [self._program] + ([str(self.port)] if self.port else [])
        arguments += ["--token"] if self._with_token else []
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, bufsize=1)
        self._lines = queue.Queue()
        threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True).start()
        while True:
            words = self._next(15, "the station's port").split()
            if words[0] == "token":
                self.tokens[words[1]] = words[2]
            elif words[0] == "port":
                self.port = int(words[1])
                return

    def _read(self, output):
        for line in output:
            if line.strip() and not line.startswith("log "):
                self._lines.put(line.strip())
        self._lines.put(None)

    def _next(self, seconds, what):
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise Failure(f"not in {seconds} s: {what}") from None
        if line is None:
            raise Failure(f"the station ended before {what}")
        return line

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/"

    def tell(self, command):
        """One command to the scripted ward, and what it answers."""
        self.process.stdin.write(command + "\n")
        answer = self._next(5, f"an answer to `{command}`")
        if not answer.startswith("ok"):
            raise Failure(answer)
        return answer

    def get(self, path):
        with urllib.request.urlopen(f"{self.url}{path}", timeout=5) as answer:
            return json.load(answer)

    def alarms(self):
        return self.get("api/v1/ward")["alarms"]

    def stop_process(self):
        os.kill(self.process.pid, signal.SIGSTOP)

    def continue_process(self):
        os.kill(self.process.pid, signal.SIGCONT)

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=5)

    def start_again(self):
        self._start()


class StandIn:
    """Serves the page's files and a ward of one's own making, for how the page looks."""

    KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
             ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
    POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")

    def __init__(self, ward, plots):
        self.plots = plots
        # Says nothing more to anybody while true.
        self.silent = False
        # Streams that were opened before this moment say nothing more, as where a cable was pulled.
        self.hung_before = 0
        # A ward that questions and heartbeats know of and the stream does not; None: the stream's.
        self.ahead = None
        self._ward = ward
        self._changed = threading.Condition()
        stand_in = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                try:
                    stand_in.answer(self)
                except OSError:
                    self.close_connection = True

        class Server(http.server.ThreadingHTTPServer):
            # A browser asks for all files at once.
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}/"

    def show(self, ward):
        """What pages see from now on."""
        with self._changed:
            self._ward = {**ward, "sequence": self._ward["sequence"] + 1}
            self._changed.notify_all()

    def answer(self, request):
        path, _, query = request.path.partition("?")
        if path == "/api/v1/events":
            self._stream(request)
        elif path == "/api/v1/ward":
            self._send(request, 200, json.dumps(self.ahead or self._ward).encode(), "application/json")
        elif path == "/api/v1/plot":
            infant = query.partition("infant=")[2].partition("&")[0]
            body = json.dumps(self.plots[infant]).encode()
            self._send(request, 200, body, "application/json")
        else:
            file = PAGE / (path[1:] or "index.html")
            if file.parent != PAGE or not file.is_file():
                self._send(request, 404, b'{"problem":"no such page"}', "application/json")
            else:
                self._send(request, 200, file.read_bytes(), self.KINDS[file.suffix])

    def _send(self, request, status, body, kind):
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.send_header("Content-Security-Policy", self.POLICY)
        request.end_headers()
        request.wfile.write(body)

    def _stream(self, request):
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.send_header("Connection", "close")
        request.end_headers()
        sent, beat, opened = None, 0, time.monotonic()
        while True:
            with self._changed:
                if self._ward is sent:
                    self._changed.wait(0.5)
                ward = self._ward
            frames = b""
            if self.silent or opened < self.hung_before:
                time.sleep(0.1)
                continue
            if ward is not sent:
                frames += f"event: ward\ndata: {json.dumps(ward)}\n\n".encode()
                sent = ward
            if time.monotonic() - beat > 2:
                beat = time.monotonic()
                newest = (self.ahead or ward)["sequence"]
                frames += f'event: heartbeat\ndata: {{"sequence":{newest}}}\n\n'.encode()
            request.wfile.write(frames)
            request.wfile.flush()


def find_program(named):
    """The scripted station as it was built, or the one that was named."""
    built = PAGE.parents[2] / ".build/debug/StationFixture"
    program = pathlib.Path(named) if named else built
    if not os.access(program, os.X_OK):
        sys.exit(f"there is no {program}: swift build --product StationFixture, or name one: --program")
    return str(program.resolve())
