import { defineConfig } from "vitest/config";

// Each island is a build of its own, so that no page loads a part that only another one needs:
// `vite build` makes what every page has, `vite build --mode map` the relationship map.
const EVERY_PAGE = "renmai";

// Fixed names: Django's manifest storage puts the hashes in.
export default defineConfig(({ mode }) => {
  const island = mode === "map" ? "map" : EVERY_PAGE;
  return {
    base: "./",
    build: {
      outDir: "src/renmai/web/static/built",
      emptyOutDir: island === EVERY_PAGE,
      target: "es2022",
      cssTarget: ["chrome107", "firefox104", "safari16"],
      modulePreload: false,
      assetsInlineLimit: 0,
      license: { fileName: `${island}.licences.md` }, // whoever gets the files gets their licences
      rolldownOptions: {
        input: { [island]: `src/renmai/web/islands/${island === EVERY_PAGE ? "renmai.ts" : "map/map.ts"}` },
        // htmx has an eval for trigger filters; htmx.config.allowEval and our content policy both forbid it.
        checks: { eval: false },
        output: {
          entryFileNames: "[name].js",
          assetFileNames: "[name][extname]",
        },
      },
    },
    test: { include: ["tests/islands/**/*.test.ts"] },
  };
});
