// Questions to the server, as docs/serve-protocol.md has them; an offline copy answers from what is written into it.

const OFFLINE = document.getElementById("jixiao-offline");
const COPY = OFFLINE ? JSON.parse(OFFLINE.textContent) : null;

/** An answer that is no success; its message is a sentence for people. */
export class Failure extends Error {}

/** A failure because nobody answered: what was asked may be asked again. */
export class Unreachable extends Failure {
  constructor(words, how) {
    super(words);
    this.how = how;
  }
}

/** Return whether this page is a copy to look at, with no server behind it. */
export function isOffline() {
  return COPY !== null;
}

/** Return the JSON answer to a question. */
export async function ask(address) {
  if (COPY) return copied(address);
  return answerOf(await reach(`api/${address}`, {}));
}

/** Return the JSON answer to a request that changes something. */
export async function post(address, body) {
  if (COPY) throw new Failure("这是只能看的副本，不能改。");
  const headers = { "Content-Type": "application/json" };
  const response = await reach(`api/${address}`, { method: "POST", headers, body: JSON.stringify(body) });
  // A change is not found where the program was started anew, at another address.
  if (response.status === 404) throw new Unreachable("填报程序重新开过，这个窗口不再有效，请到新打开的窗口里填。", "moved");
  return answerOf(response);
}

/** Return the JSON answer to a ZIP that is handed in. */
export async function postZip(address, file) {
  const headers = { "Content-Type": "application/zip" };
  return answerOf(await reach(`api/${address}`, { method: "POST", headers, body: file }));
}

/** Return whether the program answers. */
export async function isReachable() {
  return fetch("api/state").then(
    (response) => response.ok,
    () => false,
  );
}

/** Return the bytes of a part's DOCX. */
export async function fetchDocx(part) {
  if (COPY) return decoded(COPY.parts[part].docx);
  const response = await reach(`api/parts/${encodeURIComponent(part)}.docx`, {});
  if (!response.ok) await answerOf(response);
  return response.arrayBuffer();
}

async function reach(address, settings) {
  try {
    return await fetch(address, settings);
  } catch {
    throw new Unreachable("填报程序没有回答，可能已经关闭。请重新运行 make serve。", "silent");
  }
}

async function answerOf(response) {
  const answer = await response.json().catch(() => ({ failure: `填报程序的回答读不懂（${response.status}）。` }));
  if (!response.ok) throw new Failure(answer.failure || `没有做成（${response.status}）。`);
  return answer;
}

function copied(address) {
  if (address === "state") return COPY.state;
  const part = /^parts\/([^/]+)$/.exec(address);
  if (part) return COPY.parts[decodeURIComponent(part[1])].part;
  throw new Failure("这是只能看的副本，没有这一项。");
}

function decoded(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}
