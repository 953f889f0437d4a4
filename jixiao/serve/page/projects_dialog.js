// Projects of the year: begun, renamed, moved, ended.

import { button, fill, make } from "./dom.js";
import { askFor, openDialog } from "./dialogs.js";
import { Failure } from "./server.js";
import { change } from "./saving.js";
import { stateNow } from "./store.js";
import { guarded } from "./telling.js";

/** Open the list of projects. */
export function openProjects() {
  const body = make("div", { class: "lists" });
  const write = () => {
    const { projects, can, cannot } = stateNow();
    const allowed = can?.projects !== false;
    fill(
      body,
      !allowed && make("p", {}, cannot?.projects ?? "这一年不能在这里增减项目。"),
      make(
        "ol",
        {},
        projects.map((project, number) => projectOf(project, number, projects, allowed, write)),
      ),
      allowed && button("加一个项目…", () => begin(write), { class: "main" }),
    );
  };
  write();
  openDialog("项目", body);
}

function projectOf(project, number, projects, allowed, write) {
  const doing = (body) => async () => {
    await guarded(() => send(body));
    write();
  };
  const after = (place) => projects[place]?.id ?? null;
  return make(
    "li",
    {},
    make("span", {}, `${project.name}（${project.id}）`),
    allowed && [
      button("上移", doing({ do: "move", id: project.id, after: after(number - 2) }), {
        disabled: number === 0,
        "aria-label": `上移 ${project.name}`,
      }),
      button("下移", doing({ do: "move", id: project.id, after: after(number + 1) }), {
        disabled: number === projects.length - 1,
        "aria-label": `下移 ${project.name}`,
      }),
      button("改名…", () => rename(project, write), { "aria-label": `改名 ${project.name}` }),
      button("结束…", () => end(project, write), { "aria-label": `结束 ${project.name}` }),
    ],
  );
}

function begin(write) {
  askFor(
    "加一个项目",
    make("p", {}, "标识用在文件名里，写小写英文字母、数字、下划线，以后不改。"),
    [
      ["name", "项目名称", make("input", { type: "text" })],
      ["id", "标识", make("input", { type: "text", autocomplete: "off" })],
    ],
    async (values) => {
      await send({ do: "add", ...values });
      write();
    },
    "加入",
  );
}

function rename(project, write) {
  askFor(
    "项目改名",
    make("p", {}, `现在叫“${project.name}”。`),
    [["name", "新的名称", make("input", { type: "text", value: project.name })]],
    async ({ name }) => {
      await send({ do: "rename", id: project.id, name });
      write();
    },
    "改名",
  );
}

function end(project, write) {
  askFor(
    "结束项目",
    make("p", {}, `“${project.name}”今年没有了：它的自评表和附件1里的一行一起去掉，可以用撤销退回。`),
    [],
    async () => {
      await send({ do: "end", id: project.id });
      write();
    },
    "结束",
  );
}

async function send(body) {
  const answer = await change("projects", body);
  if (answer.refused?.length) throw new Failure(answer.refused.map((one) => one.words).join("；"));
}
