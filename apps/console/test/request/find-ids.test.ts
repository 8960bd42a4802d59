import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";
import { field } from "../support/form-fields.ts";

describe("“Find one”", () => {
  const stage = useStage();

  it("is there once the item is entered below which the list stands", async () => {
    const page = await stage.open("requests/blooio/getChatMessage");
    const find = page.getByRole("button", { name: "Find one: messageId" });
    await field(page, "parameters/chatId").fill("");
    await expect.poll(() => find.count()).toBe(0);
    await page.getByRole("button", { name: "Find one: chatId" }).click();
    await expect(find).toBeSeen();
  });

  it("finds another value at each press, meets no fault and is no request of a client", async () => {
    await stage.mock.admin("POST", "/faults", { api: "blooio", operationId: "listChats", status: 500, times: 1 });
    const page = await stage.open("requests/blooio/getChat");
    const chat = field(page, "parameters/chatId");
    const found = new Set([await chat.inputValue()]);
    for (const size of [2, 3]) {
      await page.getByRole("button", { name: "Find one: chatId" }).click();
      await expect.poll(async () => found.add(await chat.inputValue()).size).toBe(size);
    }
    expect(await stage.mock.admin("GET", "/faults")).toMatchObject({ items: [{ hits: 0 }] });
    await page.getByRole("link", { name: "Journal" }).click();
    await expect(page.getByText("No request yet.")).toBeSeen();
  });
});
