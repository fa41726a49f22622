// The one way to the server: every request has a time limit, every act says that it is meant.

const answerWithin_ms = 5000;

/** The server said no; `problem` says what to do. */
export class ServerProblem extends Error {
  constructor(status, problem) {
    super(problem);
    this.status = status;
    this.problem = problem;
  }
}

/** The answer of a request that went well; a `ServerProblem` or a network error otherwise. */
export async function request(path, options = {}) {
  const answer = await fetch(path, {
    cache: "no-store",
    credentials: "same-origin",
    ...options,
  });
  if (answer.ok) return answer;
  const problem = await answer.json().then((body) => body.problem ?? "", () => "");
  throw new ServerProblem(answer.status, problem);
}

export async function read(path) {
  const answer = await request(path, { signal: AbortSignal.timeout(answerWithin_ms) });
  return answer.json();
}

/** Something that somebody does; the header keeps other sites' pages from doing it. */
export async function act(path, body) {
  const answer = await request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-KMC-Act": "1" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(answerWithin_ms),
  });
  return answer.json();
}

/** Trades a token for a cookie that no script can read; says whether this screen may act. */
export async function login(token) {
  const { role } = await act("/api/v1/login", { token });
  return role === "act";
}

/** A token in the address (`/#token=...`), which no server has seen; null where there is none. */
export function takeTokenFromAddress() {
  const found = /^#token=(.+)$/.exec(location.hash);
  if (!found) return null;
  history.replaceState(null, "", location.pathname);
  return decodeURIComponent(found[1]);
}
