import { handlersOver } from "../model/handlers.ts";
import type { Service } from "../model/service.ts";
import type { TenantOptions } from "../model/tenant-options.ts";
import { specFileOf } from "../prism/spec/spec-files.ts";
import { countMessages } from "./conversations/message-store.ts";
import { createErrorResponses, faultBody } from "./errors.ts";
import { handlers } from "./handlers.ts";
import { receive } from "./inbound/receiving.ts";
import { initialData, type InitialData } from "./made-up/initial-data.ts";
import { createStorage, type Uploads } from "./media/storage.ts";
import { checkRate } from "./rate-limits.ts";
import { createState } from "./state.ts";
import { threadsOf } from "./conversations/threads.ts";

/** Blotato's API v2 as an in-memory model: direct messages, posts, media and accounts. */
export function createBlotatoService(options: TenantOptions): Service {
  let initial: InitialData | undefined;
  const uploads: Uploads = new Map();
  return {
    name: "Blotato",
    api: "blotato",
    cursorField: "cursor",
    specFile: specFileOf("blotato"),
    keyOf: (headers) => headers["blotato-api-key"] || undefined,
    keyHeader: (key) => ({ "blotato-api-key": key }),
    faultBody,
    rejectsEmptyJson: true,
    storage: createStorage(uploads),
    ...createErrorResponses(),
    createTenant({ clock = options.clock } = {}) {
      initial ??= initialData(options);
      const state = createState(initial, uploads, { ...options, clock });
      return {
        handlers: handlersOver(state, handlers),
        countRequest: (operationId) => checkRate(state, operationId),
        receive: (message) => receive(state, message),
        threads: () => threadsOf(state),
        count: () => ({
          accounts: state.initial.accounts.size,
          conversations: state.conversations.size,
          messages: countMessages(state),
          comments: state.comments.size,
          posts: state.posts.size,
          slots: state.slots.size,
          media: state.media.size,
        }),
      };
    },
  };
}
