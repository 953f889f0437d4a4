// The page begins here: it asks for the state, draws the first part, and ties the others together.

import { showCellAgain } from "./cell_panel.js";
import { openCommit } from "./commit_dialog.js";
import { openConflicts } from "./conflict_dialog.js";
import { drawPart, dressAgain, find, goTo, paperNow, putAway, putMoved } from "./desk.js";
import { openDifferences } from "./differences_dialog.js";
import { button, byId, refill } from "./dom.js";
import { listenToServer } from "./events.js";
import { showCounters, showFindings } from "./findings_list.js";
import { openHelp } from "./help_dialog.js";
import { onMade, onMaking, openMaking } from "./make_dialog.js";
import { drawAll } from "./long_tables.js";
import { showMoved } from "./moved_list.js";
import { nextOpen } from "./open_places.js";
import { showParts } from "./parts_list.js";
import { openProjects } from "./projects_dialog.js";
import { openRows } from "./rows_dialog.js";
import { change, isSaving, save, settled, whenAnswered } from "./saving.js";
import { isOffline } from "./server.js";
import { entryOf, loadState, onState, partNow, stateNow } from "./store.js";
import { guarded, tell, warn } from "./telling.js";
import { offerKept } from "./unsaved.js";

/** Show an answer: the state, what moved, the part anew where its words changed otherwise. */
async function showAnswer(answer) {
  const here = partNow()?.id;
  const moved = answer.moved ?? [];
  const put = putMoved(moved.filter((one) => one.part === here));
  if (!put || answer.redraw?.includes(here)) await drawPart(here);
  else dressAgain(Object.keys(answer.fields ?? {}));
  showMoved(moved, paperNow(), goTo);
  await showCellAgain(find);
}

function showState(state) {
  const here = partNow()?.id ?? null;
  document.title = `${state.title || state.unit} 填报`;
  byId("title").textContent = state.title || `${state.unit} ${state.year} 年度`;
  showParts(state, here);
  showCounters(state, nextOpen);
  showFindings(state, here, goTo);
  showTools(state);
}

function showTools(state) {
  const git = state.git?.has;
  const offline = isOffline();
  refill(
    byId("tools"),
    !state.readOnly && [
      button("撤销", () => undo("undo"), {
        disabled: !state.undo,
        title: state.undo ? `撤销：${state.undo}` : "没有可以撤销的",
      }),
      button("重做", () => undo("redo"), {
        disabled: !state.redo,
        title: state.redo ? `重做：${state.redo}` : "没有可以重做的",
      }),
      button("各行…", openRows),
      state.projects.length > 0 && button("项目…", openProjects),
    ],
    !offline && [
      button("对照…", openDifferences),
      !state.readOnly &&
        button(git ? `提交…${state.git.changed ? `（${state.git.changed}）` : ""}` : "存档…", openCommit),
      button(state.readOnly ? "成品…" : "生成…", openMaking, { class: "main" }),
    ],
    button("打印", printAll),
    button("按键", openHelp),
  );
}

/** Print all of the part, also what was never scrolled to. */
async function printAll() {
  await drawAll(paperNow());
  print();
}

async function undo(what) {
  putAway();
  await settled();
  const words = stateNow()[what];
  if (!words) return tell(what === "undo" ? "没有可以撤销的。" : "没有可以重做的。");
  const answer = await guarded(() => change(what, {}));
  if (answer && !answer.moved?.length) tell(`${what === "undo" ? "已撤销" : "已重做"}：${words}`);
}

async function showWanted() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const id = entryOf(wanted) ? wanted : stateNow().parts[0]?.id;
  if (!id || id === partNow()?.id) return;
  putAway();
  await guarded(() => drawPart(id));
}

/** Take over a change from elsewhere: another window, an editor. */
async function onOutside({ revision, moved = [], redraw = [] }, run = guarded) {
  if (isSaving()) await settled();
  if (revision <= stateNow().revision) return;
  const before = stateNow().revision;
  await run(async () => {
    await loadState();
    if (stateNow().revision === before) return dressAgain([]);
    const here = partNow()?.id;
    if (redraw.includes(here) || entryOf(here)?.version !== partNow()?.version) await drawPart(here);
    dressAgain();
    showMoved(moved, paperNow(), goTo);
    if (!moved.length) tell("数据在别处改过，页面已更新。");
  });
}

/** Take over what was found in a long year, which is judged behind what is typed. */
async function onJudged({ revision, failure }) {
  if (failure) return warn(failure);
  if (isSaving()) await settled();
  if (revision < stateNow().revision) return;
  await guarded(loadState);
  dressAgain([]);
}

/** Take over how the year stands in Git; an answer under way still tells how it stood before. */
async function onGit(git) {
  await settled();
  stateNow().git = git;
  showTools(stateNow());
}

const REGIONS = ["top", "parts", "paper", "side"];

function onKey(event) {
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
  const acts = { f1: openHelp, f6: () => nextRegion(event.shiftKey ? -1 : 1), f8: nextOpen };
  if ((event.ctrlKey || event.metaKey) && !typing && !stateNow().readOnly) {
    if (key === "z") acts.z = () => undo(event.shiftKey ? "redo" : "undo");
    if (key === "y") acts.y = () => undo("redo");
  }
  if (!acts[key]) return;
  event.preventDefault();
  acts[key]();
}

function nextRegion(step) {
  const here = REGIONS.findIndex((id) => byId(id).contains(document.activeElement));
  const region = byId(REGIONS[(here + step + REGIONS.length) % REGIONS.length]);
  const inside =
    region.querySelector('.mark[tabindex="0"]') ?? region.querySelector("a[href], button:not([disabled])") ?? region;
  inside.focus();
}

async function begin() {
  whenAnswered(showAnswer, openConflicts);
  onState(showState);
  await loadState();
  await showWanted();
  addEventListener("hashchange", async () => {
    await showWanted();
    byId("paper").focus();
  });
  document.addEventListener("keydown", onKey);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // an address behind # is a part's
    byId("paper").focus();
  });
  addEventListener("beforeunload", (event) => {
    putAway();
    if (isSaving()) event.preventDefault();
  });
  listenToServer({
    state: onOutside,
    making: onMaking,
    made: onMade,
    git: onGit,
    judged: onJudged,
    again: () => onOutside({ revision: Infinity }, (work) => work().catch(() => {})), // its end is told otherwise
  });
  if (!isOffline()) offerKept(save);
  document.documentElement.dataset.ready = "";
}

guarded(begin);
