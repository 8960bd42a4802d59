import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { mockBlotato, type MockedBlotato } from "./mocked-blotato.ts";

interface Comment {
  readonly id: string;
  readonly accountId: string;
  readonly platform: string;
  readonly postId: string;
  readonly parentCommentId: string | null;
  readonly isAuthor: boolean;
  readonly authorId: string;
  readonly text: string;
  readonly status: string;
  readonly platformCommentId: string | null;
  readonly createdAt: string;
}

let blotato: MockedBlotato;
beforeEach(async () => {
  blotato = await mockBlotato();
});
afterEach(() => expect(blotato.api.violations).toEqual([]));

const list = (query = ""): Promise<readonly Comment[]> => blotato.walk<Comment>("a", `/v2/comments${query}`, 3);
const create = async (body: object): Promise<{ readonly status: number; readonly body: Comment }> =>
  blotato.call<Comment>("a", "POST /v2/comments", body);
const read = async (id: string): Promise<Comment> => (await blotato.call<Comment>("a", `GET /v2/comments/${id}`)).body;
const reply = { postId: "6701195", parentCommentId: "5210001", text: "Until they are gone." };

describe("a tenant begins with comments", () => {
  test("of people and of the account, the newest first, each of which can be read", async () => {
    const comments = await list();
    expect(comments.map(({ createdAt }) => createdAt)).toEqual(
      comments.map(({ createdAt }) => createdAt).toSorted((one, other) => (one < other ? 1 : -1)),
    );
    expect(new Set(comments.map(({ isAuthor }) => isAuthor))).toEqual(new Set([true, false]));
    expect(new Set(comments.map(({ status }) => status))).toEqual(new Set(["posted", "failed"]));
    for (const comment of comments) expect(await read(comment.id)).toEqual(comment);
    expect((await blotato.tenant("a")).count()["comments"]).toBe(comments.length);
  });

  test("under the same ids, whatever the seed and the sizes", async () => {
    const ids = (await list()).map(({ id }) => id).toSorted();
    for (const sizes of [{ conversations: 0 }, { conversations: 3 }, { conversations: 100_000 }]) {
      blotato = await mockBlotato(7, { sizes });
      expect((await list()).map(({ id }) => id).toSorted()).toEqual(ids);
    }
  });
});

describe("the list of comments shows those", () => {
  test("that pass every filter", async () => {
    const all = await list();
    const below = all.filter(({ postId }) => postId === "6701195");
    expect(below.length).toBeGreaterThan(1);
    expect(await list("?postId=6701195")).toEqual(below);
    expect(await list("?accountId=40113")).toEqual(all.filter(({ accountId }) => accountId === "40113"));
    expect(await list("?platform=facebook")).toEqual(all.filter(({ platform }) => platform === "facebook"));
    expect(await list("?platform=facebook&platform=instagram")).toEqual(all);
    expect(await list("?parentCommentId=5210001")).toEqual(
      all.filter(({ parentCommentId }) => parentCommentId === "5210001"),
    );
    expect(await list("?platform=facebook&postId=6701195")).toEqual([]);
  });

  test("from one time up to another, both included", async () => {
    const all = await list();
    const [since, until] = [all[4]?.createdAt, all[1]?.createdAt];
    expect(await list(`?since=${since}&until=${until}`)).toEqual(all.slice(1, 5));
  });

  test("that are not older than 45 days", async () => {
    const [newest] = await list();
    blotato.clock.advance("45d");
    expect(await list()).toEqual([]);
    expect(await blotato.call("a", `GET /v2/comments/${newest?.id}`)).toMatchObject({ status: 404 });
  });
});

describe("a comment of the account", () => {
  test("is queued, then posted under an id of the platform", async () => {
    const { body, status } = await create(reply);
    expect([status, body.status, body.platformCommentId, body.isAuthor]).toEqual([201, "queued", null, true]);
    blotato.clock.advance(299);
    expect((await read(body.id)).status).toBe("queued");
    blotato.clock.advance(1);
    expect(await read(body.id)).toEqual({ ...body, status: "posted", platformCommentId: expect.any(String) });
    expect((await list())[0]?.id).toBe(body.id);
  });

  test("can name its post by the submission, and fails where that is not published", async () => {
    const post = {
      accountId: "40114",
      content: { text: "The oven is warm.", mediaUrls: [], platform: "twitter" },
      target: { targetType: "twitter" },
    };
    const submitted = await blotato.call<{ postSubmissionId: string }>("a", "POST /v2/posts", { post });
    const { postSubmissionId: postId } = submitted.body;
    const early = await create({ postId, text: "First!" });
    blotato.clock.advance("1s");
    const later = await create({ postId, text: "Second." });
    blotato.clock.advance("1s");
    expect([(await read(early.body.id)).status, (await read(later.body.id)).status]).toEqual(["failed", "posted"]);
    expect(await list(`?postId=${postId}`)).toHaveLength(2);
  });

  test.each<[reason: string, status: number, body: object, message: RegExp]>([
    ["an unknown post", 404, { postId: "1", text: "a" }, /postId: there is no post "1"/],
    ["an unknown comment above", 404, { ...reply, parentCommentId: "1" }, /parentCommentId: there is no comment "1"/],
    ["a reply above", 422, { ...reply, parentCommentId: "5210002" }, /is a reply itself; reply to comment 5210001/],
    ["a comment above that stands elsewhere", 422, { ...reply, postId: "6701196" }, /stands below post 6701195/],
    ["an empty text", 422, { ...reply, text: "" }, /text/],
  ])("is rejected for %s", async (_, status, body, message) => {
    const before = await list();
    const rejection = await create(body);
    expect(rejection).toEqual({ status, body: { message: expect.stringMatching(message), reqId: expect.any(String) } });
    expect(await list()).toEqual(before);
  });

  test("is rejected below a post on a platform without comments", async () => {
    const post = {
      accountId: "40116",
      content: { text: "We are looking for an apprentice.", mediaUrls: [], platform: "linkedin" },
      target: { targetType: "linkedin" },
    };
    const { body } = await blotato.call<{ postSubmissionId: string }>("a", "POST /v2/posts", { post });
    const rejection = await create({ postId: body.postSubmissionId, text: "Write to us." });
    expect([rejection.status, JSON.stringify(rejection.body)]).toEqual([422, expect.stringMatching(/is on linkedin/)]);
  });
});

describe("a comment that arrives", () => {
  test("stands below its post or the comment above it, posted, and only for its tenant", async () => {
    const { receive } = await blotato.tenant("a");
    const comment = { kind: "comment", authorId: "17840000000000999", text: "How much is a loaf?" };
    const first = receive({ ...comment, postId: "6701195" }) as Comment;
    expect(first).toMatchObject({ accountId: "40112", isAuthor: false, status: "posted", parentCommentId: null });
    const second = receive({ ...comment, parentCommentId: first.id, text: "And two?" }) as Comment;
    expect(second).toMatchObject({ postId: "6701195", parentCommentId: first.id });
    expect((await list()).slice(0, 2)).toEqual([second, first]);
    expect(await blotato.call("b", `GET /v2/comments/${first.id}`)).toMatchObject({ status: 404 });
  });

  test.each<[message: object, reason: string]>([
    [{ text: "a", authorId: "9" }, "postId: is missing"],
    [{ text: "a", postId: "6701195" }, "authorId: is missing"],
    [{ authorId: "9", postId: "6701195" }, "text: is missing"],
    [{ authorId: "9", postId: "1", text: "a" }, 'postId: there is no post "1"'],
    [{ authorId: "9", parentCommentId: "1", text: "a" }, 'parentCommentId: there is no comment "1"'],
    [{ authorId: "9", parentCommentId: "5210002", text: "a" }, "is a reply itself; expected the one above it, 5210001"],
    [{ authorId: "9", parentCommentId: "5210001", postId: "6701196", text: "a" }, "stands below post 6701195"],
    [{ authorId: "9", postId: "6701195", accountId: "40113", text: "a" }, "is one of account 40112"],
    [{ authorId: "17841400000000001", postId: "6701195", text: "a" }, "is the account itself"],
    [{ authorId: "9", postId: "6701195", text: "a", senderId: "9" }, "senderId: is not a field"],
  ])("is rejected where it cannot: %j", async (message, reason) => {
    const { count, receive } = await blotato.tenant("a");
    const before = count();
    expect(() => receive({ kind: "comment", ...message })).toThrow(reason);
    expect(count()).toEqual(before);
  });
});
