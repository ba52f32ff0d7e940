/** Joins the scripts and style sheets of the pages into kam/web/static/kam/dist. Run by tools/build_assets.py. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const root = "kam/web/static/kam";
const dist = `${root}/dist`;
const shared = {
  bundle: true,
  minify: true,
  target: ["es2022", "chrome123", "firefox128", "safari17.5"],
  legalComments: "none",
  logLevel: "warning",
};

/** The scripts of the pages; `offline` is the script of the shell that works without signal. */
const entries = ["app.js", "offline.js"].map((name) => `${root}/${name}`).filter(existsSync);

await rm(dist, { recursive: true, force: true });
const [scripts] = await Promise.all([
  build({
    ...shared,
    entryPoints: entries,
    outdir: dist,
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
    metafile: true,
  }),
  build({ ...shared, entryPoints: [`${root}/css/app.css`], outfile: `${dist}/app.css` }),
  build({ ...shared, entryPoints: [`${root}/worker.js`], outfile: `${dist}/worker.js`, format: "iife" }),
]);

/** Everything a script loads, itself first. */
function reached(outputs, path, found = new Set()) {
  if (found.has(path) || !outputs[path]) return found;
  found.add(path);
  for (const { path: next } of outputs[path].imports) reached(outputs, next, found);
  return found;
}

/** What a device keeps: {path below static: SHA-256}. The service worker checks it. */
async function kept() {
  const beside = ["icons.svg", "mark.svg", "icon-192.png", "dist/app.css"].map((name) => `${root}/${name}`);
  const { outputs } = scripts.metafile;
  const needed = Object.keys(outputs).filter((path) => outputs[path].entryPoint?.includes("/offline"));
  const paths = [...new Set([...needed.flatMap((path) => [...reached(outputs, path)]), ...beside])];
  const hashes = paths.map(async (path) => [
    path.slice("kam/web/static/".length),
    createHash("sha256").update(await readFile(path)).digest("hex"),
  ]);
  return Object.fromEntries(await Promise.all(hashes));
}

await writeFile(`${dist}/kept.json`, JSON.stringify(await kept(), null, 1));
