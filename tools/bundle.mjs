/** Joins the scripts and style sheets of the pages into kam/web/static/kam/dist. Run by tools/build_assets.py. */
import { rm } from "node:fs/promises";
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

await rm(dist, { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: [`${root}/app.js`],
    outdir: dist,
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
  }),
  build({ ...shared, entryPoints: [`${root}/css/app.css`], outfile: `${dist}/app.css` }),
]);
