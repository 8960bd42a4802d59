import type { AdditionalPost, Post, PublishPostRequest } from "@switchboard/blotato";
import { describe, expect, test } from "vitest";

import { mockedTenants, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

const publish = async ({ raw }: Tenant, body: PublishPostRequest) => {
  const { data, error, response } = await raw.blotato.POST("/v2/posts", { body });
  return { status: response.status, data, message: error?.message };
};

const rejectionOf = (field: string) => ({ status: 422, message: expect.stringContaining(`${field} is not a field`) });

const post: Post = {
  accountId: "40114",
  content: { text: "Fresh rye bread.", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
};

describe("`scheduledTime` and `useNextFreeSlot` stand beside `post`, and the vendor ignores them elsewhere", () => {
  const scheduledTime = "2099-12-30T08:00:00Z";

  test("inside `post` they do not compile, and are rejected rather than published at once", async () => {
    const timed = await publish(tenants.open(), {
      // @ts-expect-error the vendor would ignore it here
      post: { ...post, scheduledTime },
    });
    // @ts-expect-error the vendor would ignore it here
    const queued = await publish(tenants.open(), { post: { ...post, useNextFreeSlot: true } });
    expect(timed).toMatchObject(rejectionOf("post.scheduledTime"));
    expect(queued).toMatchObject(rejectionOf("post.useNextFreeSlot"));
  });

  test("inside `post.target` as well", async () => {
    const timed = await publish(tenants.open(), {
      // @ts-expect-error the vendor would ignore it here
      post: { ...post, target: { targetType: "twitter", scheduledTime } },
    });
    const queued = await publish(tenants.open(), {
      post: {
        accountId: "40113",
        content: { text: "Closed today.", mediaUrls: [], platform: "facebook" },
        // @ts-expect-error the vendor would ignore it here
        target: { targetType: "facebook", pageId: "987600000000123", useNextFreeSlot: true },
      },
    });
    expect(timed).toMatchObject(rejectionOf("post.target.scheduledTime"));
    expect(queued).toMatchObject(rejectionOf("post.target.useNextFreeSlot"));
  });

  test("inside a further post of a thread as well", async () => {
    const further: AdditionalPost[] = [
      // @ts-expect-error the vendor would ignore it here
      { text: "And then.", mediaUrls: [], scheduledTime },
      // @ts-expect-error the vendor would ignore it here
      { text: "At last.", mediaUrls: [], useNextFreeSlot: true },
    ];
    const result = await publish(tenants.open(), {
      post: {
        accountId: "40114",
        content: { text: "First.", mediaUrls: [], platform: "twitter", additionalPosts: further },
        target: { targetType: "twitter" },
      },
    });
    expect(result).toMatchObject(rejectionOf("post.content.additionalPosts.0.scheduledTime"));
    expect(result).toMatchObject(rejectionOf("post.content.additionalPosts.1.useNextFreeSlot"));
  });

  test("misspelt beside `post` they do not compile, and are rejected", async () => {
    // @ts-expect-error it is `scheduledTime`
    const timed = await publish(tenants.open(), { post, scheduleTime: scheduledTime });
    // @ts-expect-error it is `useNextFreeSlot`
    const queued = await publish(tenants.open(), { post, useNextSlot: true });
    expect(timed).toMatchObject(rejectionOf("scheduleTime"));
    expect(queued).toMatchObject(rejectionOf("useNextSlot"));
  });

  test("beside it is taken", async () => {
    const { data } = await publish(tenants.open(), { post, scheduledTime: "2099-12-30T08:00:00Z" });
    expect(data?.scheduledTime).toBe("2099-12-30T08:00:00.000Z");
  });
});

describe("`content.platform` equals `target.targetType`", () => {
  test("another pair does not compile, and is rejected", async () => {
    const { content } = post;
    const { status, message } = await publish(tenants.open(), {
      // @ts-expect-error content for one platform, target on another
      post: { accountId: "40114", content, target: { targetType: "threads" } },
    });
    expect(status).toBe(422);
    expect(message).toMatch(/platform|targetType/);
  });
});
