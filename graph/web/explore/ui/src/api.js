// The JSON API of kg, as /api/kg/v1/openapi.yaml describes it.

const base = '/api/kg/v1/';

/** Problem is an error that the API explains. */
export class Problem extends Error {
  constructor(status, detail, retry) {
    super(detail);
    this.status = status;
    this.retry = retry;
  }
}

/** address makes the URL of a call; lists become repeated parameters, empty values are left out. */
export function address(path, params = {}) {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(params)) {
    for (const x of Array.isArray(v) ? v : [v]) if (x !== '' && x !== null && x !== undefined) q.append(k, x);
  }
  const s = q.toString();
  return base + path + (s ? `?${s}` : '');
}

/** get asks the API. A server that is being written to is asked again, a few times. */
export async function get(path, params, signal) {
  for (let attempt = 0; ; attempt++) {
    let answer;
    try {
      answer = await fetch(address(path, params), { signal, headers: { Accept: 'application/json' } });
    } catch (e) {
      if (e.name === 'AbortError') throw e;
      throw new Problem(0, 'The server cannot be reached. Is `kg serve` still running?');
    }
    if (answer.ok) return answer.json();
    const problem = await answer.json().catch(() => ({}));
    const retry = Number(answer.headers.get('Retry-After'));
    if (answer.status === 503 && retry && attempt < 3) {
      await new Promise((r) => setTimeout(r, retry * 1000));
      continue;
    }
    throw new Problem(answer.status, problem.detail || problem.error || answer.statusText, retry);
  }
}
