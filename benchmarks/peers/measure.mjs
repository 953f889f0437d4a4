// Time one JavaScript peer: node measure.mjs PEER TEMPLATE DATA RUNS OUTPUT
// Each document is made from the template's bytes (carbone: from its file) to the result's, through the API that the
// peer's documentation shows. Prints the milliseconds of each run as JSON and stores the last document.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const require = createRequire(import.meta.url);

const PEERS = {
  docxtemplater: async () => {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async (template, data) => {
      const document = new Docxtemplater(new PizZip(template.bytes), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.toBuffer();
    };
  },
  "easy-template-x": async () => {
    const { TemplateHandler } = require("easy-template-x");
    return (template, data) => new TemplateHandler().process(template.bytes, data);
  },
  carbone: async () => {
    const carbone = require("carbone");
    return (template, data) =>
      new Promise((resolve, reject) =>
        carbone.render(template.path, data, (error, result) => (error ? reject(error) : resolve(result))),
      );
  },
  "docx-templates": async () => {
    const { createReport } = require("docx-templates");
    return (template, data) => createReport({ template: template.bytes, data, cmdDelimiter: "+++" });
  },
};

const [peer, path, dataPath, runs, output] = process.argv.slice(2);
const template = { path, bytes: readFileSync(path) };
const data = JSON.parse(readFileSync(dataPath, "utf-8"));
const render = await PEERS[peer]();
const clock = [];
const processor = [];
let made;
for (let run = 0; run < Number(runs); run++) {
  const start = performance.now();
  const worked = process.cpuUsage();
  made = await render(template, data);
  clock.push(performance.now() - start);
  const { user, system } = process.cpuUsage(worked);
  processor.push((user + system) / 1000);
}
writeFileSync(output, made);
process.stdout.write(JSON.stringify({ clock, processor }), () => process.exit(0)); // carbone keeps timers running
