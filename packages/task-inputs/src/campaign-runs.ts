import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The share of its full size that a campaign has. */
    readonly campaigns: number;
  }
}

/** That many runs in `pnpm test:whole`, and a tenth of them in `pnpm test`. */
export const runs = (whole: number): number => Math.ceil(whole * inject("campaigns"));
