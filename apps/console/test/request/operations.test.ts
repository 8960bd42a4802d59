import { fileURLToPath } from "node:url";

import { readDocument } from "@switchboard/codegen/document";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { OpenApiDocument } from "../../src/spec/document.ts";
import { operationsOf, type ApiName, type Operation } from "../../src/spec/operations.ts";
import { useStage } from "../support/browser.ts";
import { field } from "../support/form-fields.ts";

const documents = await Promise.all(
  (["blotato", "blooio"] as const).map(async (api: ApiName) => {
    const file = fileURLToPath(new URL(`../../../../specs/${api}/openapi.yaml`, import.meta.url));
    return operationsOf(api, (await readDocument(file)).document as unknown as OpenApiDocument);
  }),
);

describe("the page sends each operation of both specs", () => {
  const stage = useStage();

  it.each(documents.map((operations) => [operations[0]?.api, operations] as const))("of %s", async (_, operations) => {
    const page = await stage.open();
    const statuses: Record<string, number> = {};
    for (const operation of operations) {
      // What one operation deletes, another one reads.
      await stage.mock.admin("POST", "/reset");
      statuses[operation.operationId] = await sendOnce(page, operation);
    }
    const planned = operations.filter(({ isPlanned }) => isPlanned).map(({ operationId }) => [operationId, 501]);
    expect(Object.entries(statuses).filter(([, status]) => status < 200 || status > 299)).toEqual(planned);
    expect(Object.keys(statuses)).toHaveLength(operations.length);
  });
});

/** Sends an operation as a person would: with its first example, and with ids that the page finds. */
async function sendOnce(page: Page, { api, operationId, parameters }: Operation): Promise<number> {
  await page.evaluate((view) => (location.hash = view), `#/requests/${api}/${operationId}`);
  await page.locator(`main article[data-operation="${api} ${operationId}"]`).waitFor();
  // The others have their documented value already.
  const needed = parameters.filter(({ example, in: place }) => place === "path" && example === undefined);
  for (const { name } of needed) await fill(page, name);
  await page.getByRole("button", { name: "Send to the mock" }).click();
  const status = page.getByRole("region", { name: "Response" }).locator(".state");
  await status.waitFor();
  return Number(/\d+/.exec(await status.innerText())?.[0]);
}

async function fill(page: Page, name: string): Promise<void> {
  const find = page.getByRole("button", { name: `Find one: ${name}`, exact: true });
  // The id of a post is known from its publication alone.
  if ((await find.count()) === 0) return;
  const responded = page.waitForResponse((response) => /\/__mock\/tenants\/\d+\//.test(response.url()));
  await find.click();
  await (await responded).finished();
  await page.locator(`datalist[id$="-${name}-list"] option`).first().waitFor({ state: "attached" });
  await expect.poll(() => field(page, `parameters/${name}`).inputValue()).not.toBe("");
}
