// What citeproc-js prints for a corpus, in the shape that compare.py reads: one style a line.
//
// node citeproc.js JOB, where JOB is a JSON file:
//   {"module": folder of the npm package citeproc, "locales": folder of locales-*.xml,
//    "items": [CSL-JSON], "styles": [{"name": ..., "xml": ...}]}

"use strict";
const fs = require("fs");
const path = require("path");

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const CSL = require(job.module);
CSL.debug = () => {};
CSL.error = (message) => { throw new Error(message); };

function locale(tag) {
  const file = path.join(job.locales, `locales-${tag}.xml`);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null;
}

const byId = Object.fromEntries(job.items.map((item) => [item.id, item]));
const ids = job.items.map((item) => item.id);

function citations() {
  const cluster = (items, note) => ({ citationItems: items, properties: { noteIndex: note } });
  const list = ids.map((id, index) => cluster([{ id }], index + 1));
  for (let at = 0; at + 2 < ids.length; at += 3) {
    list.push(cluster([
      { id: ids[at], locator: "12", label: "page" },
      { id: ids[at + 1] },
      { id: ids[at + 2], prefix: "see ", suffix: ", passim" },
    ], list.length + 1));
  }
  return list;
}

function run(style) {
  const sys = {
    retrieveItem: (id) => JSON.parse(JSON.stringify(byId[id])),
    retrieveLocale: (tag) => locale(tag) || locale("en-US"),
  };
  const engine = new CSL.Engine(sys, style.xml);
  engine.setOutputFormat("html");
  engine.updateItems(ids.slice());
  const result = { style: style.name, order: [], entries: {}, citations: [] };
  const made = engine.makeBibliography();
  if (made) {
    made[0].entry_ids.forEach(([id], index) => {
      result.order.push(id);
      result.entries[id] = made[1][index].trim();
    });
  }
  const before = [];
  const texts = {};
  citations().forEach((citation) => {
    const [, updated] = engine.processCitationCluster(citation, before.slice(), []);
    before.push([citation.citationID, citation.properties.noteIndex]);
    updated.forEach(([place, text]) => { texts[place] = text; });
  });
  result.citations = before.map((_, place) => texts[place]);
  return result;
}

for (const style of job.styles) {
  let result;
  try {
    result = run(style);
  } catch (error) {
    result = { style: style.name, error: String(error) };
  }
  process.stdout.write(JSON.stringify(result) + "\n");
}
