import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** The input of a field, by its place in the request: `body/text`, `parameters/chatId`. */
export const field = (page: Page, place: string): Locator =>
  page.locator(`[data-field='${place}']`).locator("input, textarea");

export const messageText = (page: Page): Locator => field(page, "body/text");

/** The recipient of the first message, once it is somebody whom the mock knows: the documented one has never written to it. */
export async function knownRecipient(page: Page): Promise<Locator> {
  const recipient = field(page, "body/recipientId");
  await expect.poll(() => recipient.inputValue()).not.toBe("17840000000000101");
  return recipient;
}
