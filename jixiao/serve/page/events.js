// What the server says of its own accord: changes from elsewhere, the making of a package, its end.

import { found, lose, tryAgain } from "./connection.js";
import { isOffline } from "./server.js";

/** Listen; `told` has a function for each kind of event. */
export function listenToServer(told) {
  if (isOffline()) return;
  const source = new EventSource("api/events");
  for (const [kind, act] of Object.entries(told))
    source.addEventListener(kind, (event) => act(JSON.parse(event.data || "{}")));
  source.addEventListener("closing", () => {
    source.close();
    lose("closed");
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) lose("moved");
    else tryAgain(); // the browser listens again by itself
  });
  // What was told before this window listened, or while it could not, is asked for.
  source.addEventListener("open", () => {
    document.documentElement.dataset.listening = "";
    found();
    told.again?.();
  });
}
