import { defineConfig, type UserConfig } from "vite";

import { compressPlugin } from "./build/compress-plugin.ts";
import { scalarPlugin } from "./build/scalar-plugin.ts";
import { specsPlugin } from "./build/specs-plugin.ts";

const config: UserConfig = defineConfig({
  // Any static host will do, under any path.
  base: "./",
  plugins: [specsPlugin(), scalarPlugin(), compressPlugin()],
  // As tsconfig.json has it, which is not found where a folder's name has brackets.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    // A polyfill would be an inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: { index: "index.html", reference: "reference.html" } },
  },
});

export default config;
