import type { JSX } from "preact";

import { journal, mockState } from "../../service/mock-feed.ts";
import { linkTo } from "../../shell/router.ts";
import type { ApiName } from "../../spec/operations.ts";

interface Props {
  readonly api: ApiName;
  readonly messageId: string;
}

/** Leads from a message of the business to the request that made it, as far as the journal still has it. */
export function RequestLink({ api, messageId }: Props): JSX.Element | null {
  const found = journal.value.findLast(
    (request) => request.api === api && request.method === "POST" && isOf(request.response?.body, messageId),
  );
  if (found !== undefined) return <a href={linkTo("journal", String(found.id))}>The request that made it</a>;
  return mockState.value === undefined ? null : <span class="soft">The journal has no request that made it.</span>;
}

/** Whether a response is that of a send, to one recipient or to several, which made the message. */
function isOf(body: unknown, messageId: string): boolean {
  if (typeof body !== "object" || body === null) return false;
  const { data, id } = body as { readonly id?: unknown; readonly data?: unknown };
  return id === messageId || [data].flat().some((each) => isOf(each, messageId));
}
