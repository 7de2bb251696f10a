// Times the npm package `citeproc`: node csl_citeproc.js JOB, JOB as csl.py writes it.

"use strict";
const fs = require("fs");
const path = require("path");
const { performance } = require("perf_hooks");

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const clock = process.env.CITEX_BENCH_CPU
  ? () => { const used = process.cpuUsage(); return (used.user + used.system) / 1000; }
  : () => performance.now();
const begun = clock();
const CSL = require(job.module);
CSL.debug = () => {};
const locale = (tag) => {
  const file = path.join(job.locales, `locales-${tag}.xml`);
  return fs.readFileSync(fs.existsSync(file) ? file : path.join(job.locales, "locales-en-US.xml"), "utf8");
};
const items = JSON.parse(fs.readFileSync(job.items, "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const style = fs.readFileSync(job.style, "utf8");
const engine = new CSL.Engine({ retrieveItem: (id) => byId[id], retrieveLocale: locale }, style);
engine.setOutputFormat("html");
const loaded = clock();
engine.updateItems(items.map((item) => item.id));
const entries = engine.makeBibliography()[1].length;
const whole = clock();
const single = new CSL.Engine({ retrieveItem: (id) => byId[id], retrieveLocale: locale }, style);
single.setOutputFormat("html");
const times = items.slice(0, 60).map((item) => {
  const start = clock();
  single.updateItems([item.id]);
  single.makeBibliography();
  return clock() - start;
}).sort((a, b) => a - b);
console.log(JSON.stringify({
  start: (loaded - begun) / 1000,
  whole: (whole - loaded) / 1000,
  one: times[Math.floor(times.length / 2)] / 1000,
  entries,
}));
