import { defineConfig } from "vitest/config";

// Fixed names: Django's manifest storage puts the hashes in.
export default defineConfig({
  base: "./",
  build: {
    outDir: "src/renmai/web/static/built",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome107", "firefox104", "safari16"],
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: "src/renmai/web/islands/renmai.ts",
      // htmx has an eval for trigger filters; htmx.config.allowEval and our content policy both forbid it.
      checks: { eval: false },
      output: {
        entryFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  test: { include: ["tests/islands/**/*.test.ts"] },
});
