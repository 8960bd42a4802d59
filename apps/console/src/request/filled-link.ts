import type { Entered } from "../form/draft.ts";
import { jsonOf } from "../service/json-text.ts";
import { holdsRealKey } from "../service/keys.ts";
import { linkTo } from "../shell/router.ts";
import type { Operation } from "../spec/operations.ts";

/** What mail, chats and browsers carry without cutting it. */
const longest = 8_000;

/** Two persons who follow a link send two requests. */
const ownOfSender = "Idempotency-Key";

/**
 * The address of a form with all that is entered in it, which can be read there as JSON. It holds no key.
 *
 * @throws Error which says why there can be none
 */
export function linkToForm({ api, operationId }: Operation, { choices = {}, values }: Entered): string {
  const { [ownOfSender]: _, ...parameters } = values.parameters;
  const json = JSON.stringify({ parameters, body: values.body, ...(Object.keys(choices).length > 0 && { choices }) });
  if (holdsRealKey(json)) throw new Error("No link: your key stands in the form");
  const link = new URL(linkTo("requests", api, operationId, json), location.href).href;
  if (link.length > longest) throw new Error("No link: the form holds too much for an address");
  return link;
}

/** What the address of a form holds; undefined where it was not made by `linkToForm`. */
export function formOfLink({ parameters }: Operation, json: string): Entered | undefined {
  const found = jsonOf(json) as (Partial<Entered["values"]> & Partial<Entered>) | null | undefined;
  if (typeof found?.parameters !== "object" || found.parameters === null) return undefined;
  const known = Object.entries(found.parameters).filter(([name]) => parameters.some((each) => each.name === name));
  return { values: { parameters: Object.fromEntries(known), body: found.body }, choices: found.choices ?? {} };
}
