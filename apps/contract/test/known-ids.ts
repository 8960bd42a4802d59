import { callRaw, successOf, unwrapped } from "./operations/calls.ts";
import type { Api, SpecOperation, Specification } from "./specification.ts";
import { present, type Tenant } from "./tenants.ts";

/** Ids that a tenant of the mock has. */
export interface KnownIds {
  /** By the name of a path parameter. */
  readonly path: Readonly<Record<string, string>>;
  /** By the name of a field of a body, wherever it stands. */
  readonly fields: Readonly<Record<string, string>>;
  /** The path parameters whose ids are only in the tenant in which they were found: it had to make what they name. */
  readonly made: ReadonlySet<string>;
}

/** Ids that are chosen by hand, where not just any of a list will do. They are there in every fresh tenant. */
const chosen: Readonly<Record<Api, (tenant: Tenant) => Promise<Omit<KnownIds, "made">>>> = {
  // The account that has pages, and a post that was published: the newest of the list waits for its time.
  blotato: async () => ({
    path: { accountId: "40113", postId: "6701204", postSubmissionId: "7d0e2f64-91b5-4c38-8a7e-52c1f4a0d901" },
    fields: {},
  }),
  async blooio({ facade: { blooio } }) {
    // In such a chat everything can be done.
    const chats = await blooio.chats.list({ type: "blooio", state: "open" }).toArray({ limit: 200 });
    const chat = present(chats.find(({ contact_id }) => contact_id !== null));
    const messages = await blooio.chats.messages(chat.id).toArray({ limit: 50 });
    const message = present(messages[0]);
    const poll = present(messages.find(({ type }) => type === "poll"));
    const contacts = await blooio.contacts.list({ filter: "has_tags" }).toArray({ limit: 2 });
    const [contact, otherContact] = [present(contacts[0]), present(contacts[1])];
    const group = present(chats.find(({ group_id }) => group_id !== null));
    return {
      path: {
        chatId: chat.id,
        messageId: message.id,
        pollId: poll.id,
        channel: "+15555550101",
        number: "+15555550101",
        eventId: present(await blooio.events.list().first()).id,
        contactId: contact.id,
        tag: present(contact.tags?.[0]),
      },
      fields: {
        channel_id: present(chat.channel_id),
        contact_id: present(chat.contact_id),
        source_contact_id: otherContact.id,
        group_id: present(group.group_id),
        reply_to: message.id,
      },
    };
  },
};

/**
 * Finds an id for each path parameter of a document: one that is chosen by hand, or the first item of the list at the path in front
 * of the parameter, or what is made there, or else the documented example, which a fresh tenant has.
 */
export async function findKnownIds(specification: Specification, tenant: Tenant): Promise<KnownIds> {
  const { api, envelopes, operations, pagination } = specification;
  const { fields, path: chosenPath } = await chosen[api](tenant);
  const path: Record<string, string> = { ...chosenPath };
  const made = new Set<string>();
  const at = (template: string, method: string): SpecOperation | undefined =>
    operations.find((operation) => operation.template === template && operation.method === method);

  const firstOf = async (list: SpecOperation): Promise<unknown> => {
    const { [pagination.items]: items } = successOf(await callRaw(tenant, api, list, { path }));
    return (items as readonly unknown[])[0];
  };

  const exampleOf = (name: string): unknown =>
    operations.flatMap(({ parameters }) => parameters).find((each) => each.in === "path" && each.name === name)
      ?.example;

  for (const { isPlanned, parameters, template } of operations) {
    // What is only planned has none: any will do.
    if (isPlanned) {
      for (const { example, in: part, name } of parameters) if (part === "path") path[name] ??= String(example);
      continue;
    }
    for (const [parameter, name = ""] of template.matchAll(/\{(\w+)\}/g)) {
      if (name in path) continue;
      const collection = template.slice(0, template.indexOf(`/${parameter}`));
      const list = at(collection, "GET");
      const create = at(collection, "POST");
      const listed = list && (await firstOf(list));
      if (listed !== undefined) {
        path[name] = idIn(listed, name);
      } else if (create !== undefined) {
        const body = withKnown(create.body?.examples[0]?.value, fields);
        const created = successOf(await callRaw(tenant, api, create, { path, body }));
        path[name] = idIn(unwrapped(envelopes, created), name);
        made.add(name);
      } else if (exampleOf(name) !== undefined) {
        path[name] = String(exampleOf(name));
      } else {
        throw new Error(`${api}: nothing lists or makes what {${name}} of ${template} names; choose an id by hand`);
      }
    }
  }
  return { path, fields, made };
}

/** An item says its id under the parameter's own name, in either way of writing it, or as `id`. */
function idIn(item: unknown, name: string): string {
  const snakeCase = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const { [name]: own, [snakeCase]: same, id } = present(item) as Readonly<Record<string, unknown>>;
  return String(present(own ?? same ?? id));
}

/** A documented body with known ids in place of those of the documents. */
export function withKnown(value: unknown, known: KnownIds["fields"]): unknown {
  if (Array.isArray(value)) return value.map((child: unknown) => withKnown(child, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, known[key] ?? withKnown(child, known)]));
}
