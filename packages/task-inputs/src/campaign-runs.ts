import { inject } from "vitest";

/** The share of its full size that a campaign has. */
export type Share = number;

declare module "vitest" {
  interface ProvidedContext {
    readonly campaigns: Share;
  }
}

/** That many runs in `pnpm test:whole`, and a tenth of them in `pnpm test`. */
export const runs = (whole: number): number => Math.ceil(whole * inject("campaigns"));
