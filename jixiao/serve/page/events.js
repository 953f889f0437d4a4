// What the server says of its own accord: changes from elsewhere, the making of a package, its end.

import { isOffline } from "./server.js";
import { warn } from "./telling.js";

/** Listen; `told` has a function for each kind of event. */
export function listenToServer(told) {
  if (isOffline()) return;
  const source = new EventSource("api/events");
  for (const [kind, act] of Object.entries(told))
    source.addEventListener(kind, (event) => act(JSON.parse(event.data || "{}")));
  source.addEventListener("closing", () => {
    source.close();
    warn("填报程序已经关闭，输入的都已保存。要继续，请重新运行 make serve。");
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) warn("与填报程序的连接断了，请刷新页面。");
  });
  // What was told before this window listened, or while it could not, is asked for.
  source.addEventListener("open", () => {
    document.documentElement.dataset.listening = "";
    told.again?.();
  });
}
