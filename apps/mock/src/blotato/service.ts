import type { Service } from "../model/service.ts";
import { specFileOf } from "../prism/spec/spec-files.ts";
import type { WorldOptions } from "../model/world-options.ts";
import { accountHandlers } from "./accounts.ts";
import { conversationHandlers } from "./conversations/conversations.ts";
import { failure } from "./failure.ts";
import { mediaHandlers } from "./media.ts";
import { messageHandlers } from "./conversations/messages.ts";
import { postHandlers } from "./posts.ts";
import { limitRates } from "./rate-limits.ts";
import { receive } from "./inbound/receiving.ts";
import { createRefusals } from "./refusals.ts";
import { createSeedData, type SeedData } from "./made-up/seed-data.ts";
import { sendingHandlers } from "./sends/sending.ts";
import { createWorldState } from "./world-state.ts";

/** The model of Blotato v2: direct messages, posts, media and accounts. */
export function createBlotatoService(options: WorldOptions): Service {
  const refusals = createRefusals();
  let madeOnce: SeedData | undefined;
  return {
    name: "Blotato",
    api: "blotato",
    cursorField: "cursor",
    failure,
    specFile: specFileOf("blotato"),
    keyOf: (headers) => headers["blotato-api-key"] || undefined,
    refuse: (refusal) => refusals.refuse(refusal),
    createWorld: () => {
      madeOnce ??= createSeedData(options);
      const state = createWorldState(madeOnce, options);
      const handlers = {
        ...conversationHandlers(state, refusals),
        ...messageHandlers(state, refusals),
        ...sendingHandlers(state, refusals),
        ...postHandlers(state, refusals),
        ...mediaHandlers(state, refusals),
        ...accountHandlers(state, refusals),
      };
      return {
        handlers: options.rateLimits === true ? limitRates(handlers, options.clock, refusals) : handlers,
        receive: (message) => receive(state, message),
        count: () => ({
          accounts: state.seedData.accounts.size,
          conversations: state.conversations.size,
          messages: state.messages.size,
          posts: state.posts.size,
          media: state.media.size,
        }),
      };
    },
  };
}
