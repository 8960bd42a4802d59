import { defineConfig, type UserConfig } from "vite";

import { specsPlugin } from "./build/specs-plugin.ts";

const config: UserConfig = defineConfig({
  // Any static host will do, under any path.
  base: "./",
  plugins: [specsPlugin()],
  build: {
    target: "es2023",
    // A polyfill would be an inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: { index: "index.html" } },
  },
});

export default config;
