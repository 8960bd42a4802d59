import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";

describe.each(["127.0.0.1", "127.0.0.2", "::1", "0.0.0.0", "::"])("a mock on %s", (host) => {
  const stage = useStage("--host", host);

  it("has a page that works", async () => {
    const page = await stage.open("requests/blotato/listConversations");
    await send(page);
    await expect(page.getByText("200 OK")).toBeSeen();
    // The mock's own interface.
    await page.getByRole("link", { name: "Faults and clock" }).click();
    await expect(page.getByText(/Mock time \d{4}-/)).toBeSeen();
  });
});

describe("a mock on every address", () => {
  const stage = useStage("--host", "0.0.0.0", "--admin", "anywhere");

  it("has a page that works by whatever name others know the machine", async () => {
    const { port } = new URL(stage.mock.page);
    const page = await stage.open("requests/blooio/listChats", { baseURL: `http://mock.test:${port}/` });
    await send(page);
    await expect(page.getByText("200 OK")).toBeSeen();
    await page.getByRole("link", { name: "Faults and clock" }).click();
    await expect(page.getByText(/Mock time \d{4}-/)).toBeSeen();
  });
});

const send = (page: Page): Promise<void> => page.getByRole("button", { name: "Send to the mock" }).click();
