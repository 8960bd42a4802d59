import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { askMock, type RecordedRequest } from "../../service/admin.ts";
import { linkTo } from "../../shell/router.ts";
import type { ApiName } from "../../spec/operations.ts";

interface Props {
  readonly api: ApiName;
  readonly messageId: string;
}

/** Leads from a message of the business to the request that made it, as far as the journal still has it. */
export function RequestLink({ api, messageId }: Props): JSX.Element | null {
  const [found, setFound] = useState<RecordedRequest | "none">();
  useEffect(() => {
    let isCurrent = true;
    void requestOf(api, messageId).then(
      (request) => isCurrent && setFound(request ?? "none"),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [api, messageId]);
  if (found === undefined) return null;
  if (found === "none") return <span class="soft">The journal has no request that made it.</span>;
  return <a href={linkTo("journal", String(found.id))}>The request that made it</a>;
}

async function requestOf(api: ApiName, messageId: string): Promise<RecordedRequest | undefined> {
  const { items } = await askMock<{ items: readonly RecordedRequest[] }>("GET", `/requests?api=${api}&limit=1000`);
  return items.find(({ method, response }) => method === "POST" && isOf(response?.body, messageId));
}

/** Whether a response is that of a send, to one recipient or to several, which made the message. */
function isOf(body: unknown, messageId: string): boolean {
  if (typeof body !== "object" || body === null) return false;
  const { data, id } = body as { readonly id?: unknown; readonly data?: unknown };
  return id === messageId || [data].flat().some((each) => isOf(each, messageId));
}
