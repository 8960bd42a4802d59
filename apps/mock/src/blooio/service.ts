import { handlersOver } from "../model/handlers.ts";
import type { Service } from "../model/service.ts";
import type { TenantOptions } from "../model/tenant-options.ts";
import { specFileOf } from "../prism/spec/spec-files.ts";
import { threadsOf } from "./chats/threads.ts";
import { errorResponse, faultBody, reject } from "./errors.ts";
import { handlers } from "./handlers.ts";
import { receive } from "./inbound/receiving.ts";
import { initialData, type InitialData } from "./made-up/initial-data.ts";
import { createState, type State } from "./state.ts";
import { createPost } from "./webhooks/post.ts";
import { tenantWebhooks } from "./webhooks/tenant-webhooks.ts";

/** Blooio's API v4 as an in-memory model: channels, chats, messages and the account. */
export function createBlooioService(options: TenantOptions): Service {
  const { webhookTargets: targets = "loopback" } = options;
  const post = createPost();
  let initial: InitialData | undefined;
  return {
    name: "Blooio",
    api: "blooio",
    cursorField: "next_cursor",
    specFile: specFileOf("blooio"),
    keyOf: ({ authorization = "" }) => /^bearer +(\S.*)$/i.exec(authorization.trim())?.[1],
    keyHeader: (key) => ({ authorization: `Bearer ${key}` }),
    ignoresUnknownFields: (headers) =>
      ["0", "false", "off", "no", "lenient", "warn"].includes(headers["x-blooio-strict-fields"]?.toLowerCase() ?? ""),
    faultBody,
    errorResponse,
    reject,
    createTenant({ clock = options.clock, deliveryFault, delivered } = {}) {
      initial ??= initialData(options);
      const state = createState(initial, { ...options, clock }, { delivered, faultOf: deliveryFault, post, targets });
      return {
        handlers: handlersOver(state, handlers, runDue),
        receive: (message) => {
          runDue(state);
          return receive(state, message);
        },
        threads: () => threadsOf(state),
        count: () => countOf(state),
        webhooks: tenantWebhooks(state),
      };
    },
  };
}

const runDue = ({ clock, schedule }: State): void => schedule.runDue(clock.now());

const countOf = ({
  addedMessages,
  channels,
  chats,
  contacts,
  groups,
  initial,
}: State): Readonly<Record<string, number>> => ({
  channels: channels.size,
  chats: chats.size,
  contacts: contacts.size,
  groups: groups.size,
  messages: initial.messageCount() + addedMessages.length,
});
