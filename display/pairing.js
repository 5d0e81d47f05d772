// How a display without a token gets one: it shows a code, somebody in charge types it, the host gives the token.
// Tries for ever; a code that ran out is followed by a new one.

const ASK_MILLIS = 2_000;
const AGAIN_MILLIS = 4_000;
const PATIENCE_MILLIS = 5_000;

/** Resolves to the token. `show` gets `{code}` to be shown, or `{code: null}` while the host is out of reach. */
export async function pair(show, role = "display") {
  for (;;) {
    try {
      const start = await (await post("/pair/start", { role })).json();
      show({ code: start.code });
      const token = await claim(start.secret);
      if (token) return token;
    } catch {
      show({ code: null });
      await pause(AGAIN_MILLIS);
    }
  }
}

// Null: the host no longer knows the code. A host out of reach is asked again: somebody may be typing this code.
async function claim(secret) {
  for (;;) {
    await pause(ASK_MILLIS);
    const answer = await post("/pair/claim", { secret }, [404, 410]).catch(() => null);
    if (answer === null) continue;
    if (answer.status === 404 || answer.status === 410) return null;
    if (answer.status !== 202) return (await answer.json()).token;
  }
}

async function post(path, body, alsoFine = []) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  if (!answer.ok && !alsoFine.includes(answer.status)) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
