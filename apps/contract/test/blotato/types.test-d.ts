import type {
  Account,
  AccountList,
  BlotatoClient,
  Conversation,
  ConversationPage,
  CurrentUser,
  ErrorBody,
  Message,
  MessagePage,
  MessageStatus,
  PostStatus,
  PostSubmission,
  RateLimitError,
  Subaccount,
  SubaccountList,
  UndocumentedBody,
  UploadedMedia,
} from "@switchboard/blotato";
import type { ApiError, Listing, Page } from "@switchboard/messaging";
import type { Blotato, BlotatoRaw } from "@switchboard/messaging/blotato";
import { describe, expectTypeOf, test } from "vitest";

declare const raw: BlotatoClient;
declare const facade: Blotato;

type Send = Parameters<Blotato["messages"]["send"]>[0];

describe("the data of the raw client are the named types, not a mapped form of them", () => {
  test("of what is read", async () => {
    expectTypeOf((await raw.GET("/v2/conversations")).data).toEqualTypeOf<ConversationPage | undefined>();
    expectTypeOf((await raw.GET("/v2/messages")).data).toEqualTypeOf<MessagePage | undefined>();
    expectTypeOf((await raw.GET("/v2/users/me")).data).toEqualTypeOf<CurrentUser | undefined>();
    expectTypeOf((await raw.GET("/v2/users/me/accounts")).data).toEqualTypeOf<AccountList | undefined>();
    const conversation = await raw.GET("/v2/conversations/{conversationId}", {
      params: { path: { conversationId: "1" } },
    });
    expectTypeOf(conversation.data).toEqualTypeOf<Conversation | undefined>();
    const post = await raw.GET("/v2/posts/{postSubmissionId}", { params: { path: { postSubmissionId: "1" } } });
    expectTypeOf(post.data).toEqualTypeOf<PostStatus | undefined>();
    const pages = await raw.GET("/v2/users/me/accounts/{accountId}/subaccounts", {
      params: { path: { accountId: "1" } },
    });
    expectTypeOf(pages.data).toEqualTypeOf<SubaccountList | undefined>();
  });

  test("of what is written", async () => {
    const message: Send = { accountId: "1", recipientId: "2", text: "Hello", target: { targetType: "twitter" } };
    expectTypeOf((await raw.POST("/v2/messages", { body: message })).data).toEqualTypeOf<Message | undefined>();
    expectTypeOf((await raw.POST("/v2/media", { body: { url: "1" } })).data).toEqualTypeOf<UploadedMedia | undefined>();
  });

  test("and so are its errors", async () => {
    const { data, error, response } = await raw.GET("/v2/messages");
    if (error === undefined) expectTypeOf(data).toEqualTypeOf<MessagePage>();
    else expectTypeOf(error).toEqualTypeOf<ErrorBody | RateLimitError | UndocumentedBody>();
    expectTypeOf(response).toEqualTypeOf<Response>();
  });

  test("an open enum within them keeps its known values", async () => {
    const { data } = await raw.GET("/v2/messages");
    expectTypeOf(data?.items[0]?.status).toEqualTypeOf<MessageStatus | undefined>();
  });
});

test("the facade gives the named types, and nothing of the HTTP around them", () => {
  expectTypeOf<Blotato["conversations"]["list"]>().returns.toEqualTypeOf<Listing<Conversation>>();
  expectTypeOf<Blotato["conversations"]["get"]>().returns.resolves.toEqualTypeOf<Conversation>();
  expectTypeOf<Blotato["messages"]["list"]>().returns.toEqualTypeOf<Listing<Message>>();
  expectTypeOf<Blotato["messages"]["send"]>().returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf<Blotato["messages"]["reply"]>().returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf<Blotato["messages"]["replyToComment"]>().returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf<Blotato["messages"]["waitUntilDelivered"]>().returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf<Blotato["posts"]["publish"]>().returns.resolves.toEqualTypeOf<PostSubmission>();
  expectTypeOf<Blotato["posts"]["schedule"]>().returns.resolves.toEqualTypeOf<PostSubmission>();
  expectTypeOf<Blotato["posts"]["thread"]>().returns.resolves.toEqualTypeOf<PostSubmission>();
  expectTypeOf<Blotato["posts"]["status"]>().returns.resolves.toEqualTypeOf<PostStatus>();
  expectTypeOf<Blotato["posts"]["waitUntilPublished"]>().returns.resolves.toEqualTypeOf<PostStatus>();
  expectTypeOf<Blotato["media"]["upload"]>().returns.resolves.toEqualTypeOf<UploadedMedia>();
  expectTypeOf<Blotato["accounts"]["currentUser"]>().returns.resolves.toEqualTypeOf<CurrentUser>();
  expectTypeOf<Blotato["accounts"]["list"]>().returns.resolves.toEqualTypeOf<Account[]>();
  expectTypeOf<Blotato["accounts"]["subaccounts"]>().returns.resolves.toEqualTypeOf<Subaccount[]>();
  expectTypeOf<Blotato["raw"]>().toEqualTypeOf<BlotatoRaw>();
});

test("a listing gives items, pages, a first item and arrays of its own type", async () => {
  const listing = facade.messages.list();
  for await (const message of listing) expectTypeOf(message).toEqualTypeOf<Message>();
  for await (const page of listing.pages()) expectTypeOf(page).toEqualTypeOf<Page<Message>>();
  expectTypeOf(await listing.first()).toEqualTypeOf<Message | undefined>();
  expectTypeOf(await listing.toArray({ limit: 1 })).toEqualTypeOf<Message[]>();
  // @ts-expect-error an array needs its limit
  await listing.toArray();
  expectTypeOf<ApiError["body"]>().toEqualTypeOf<unknown>();
});

test("a call that the API cannot take does not compile", () => {
  expectTypeOf<Send>().not.toBeAny();
  // @ts-expect-error an unknown query parameter
  void raw.GET("/v2/messages", { params: { query: { page: 2 } } });
  // @ts-expect-error an unknown path
  void raw.GET("/v2/nothing");
  // @ts-expect-error the path parameter is missing
  void raw.GET("/v2/conversations/{conversationId}");
  // @ts-expect-error the body is missing
  void raw.POST("/v2/messages", {});
  // @ts-expect-error a misspelt field
  void raw.POST("/v2/media", { body: { url: "https://example.com/a.jpg", nam: "a" } });
  // @ts-expect-error a Facebook target without its page
  void facade.messages.send({ accountId: "1", recipientId: "2", text: "Hello", target: { targetType: "facebook" } });
  // @ts-expect-error a time that is not a Date
  void facade.posts.schedule({} as Parameters<Blotato["posts"]["publish"]>[0], "2099-12-30");
  // @ts-expect-error a platform without threads
  void facade.posts.thread({ accountId: "1", platform: "facebook", posts: [] });
});
