import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

interface Comment {
  readonly id: string;
  readonly postId: string;
  readonly parentCommentId: string | null;
  readonly isAuthor: boolean;
  readonly text: string;
}

describe("the comments below posts of Blotato", () => {
  const stage = useStage();

  it("are shown with their replies, and written from both sides", async () => {
    const headers = { "blotato-api-key": "test" };
    const response = await fetch(`${stage.mock.blotato}/v2/comments?limit=100`, { headers });
    const { items } = (await response.json()) as { items: Comment[] };
    const reply = items.find(({ parentCommentId }) => parentCommentId !== null);
    const parent = items.find(({ id }) => id === reply?.parentCommentId);
    if (reply === undefined || parent === undefined) throw new Error("There is no reply");
    const page = await stage.open("inbox");
    await page.getByRole("link", { name: "Comments" }).click();
    await page.locator(`.threads a[href="#/inbox/comments/${parent.postId}"]`).click();
    const above = page.locator(`[data-comment="${parent.id}"]`);
    await above.locator(`[data-comment="${reply.id}"]`, { hasText: reply.text }).waitFor();

    await page.locator(".composer .switch label").nth(1).click();
    await page.getByLabel("Write as the other person", { exact: true }).fill("Are there any\nleft?");
    await page.getByRole("button", { name: "Let it arrive" }).click();
    const question = page.locator(".comment", { hasText: "left?" });
    await question.waitFor();
    expect(await question.locator(".message-text").first().innerText()).toBe("Are there any\nleft?");

    await question.getByRole("button", { name: "Reply" }).click();
    await page.locator(".composer .switch label").nth(0).click();
    await question.getByRole("button", { name: "Reply" }).click();
    await page.getByLabel("Write as the business", { exact: true }).fill("Until six.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(question.locator(".comment.is-ours", { hasText: "Until six." })).toBeSeen();
  });
});
