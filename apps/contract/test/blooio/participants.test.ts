import { ApiError } from "@switchboard/messaging";
import type { Chat } from "@switchboard/messaging/blooio";
import { describe, expect, test } from "vitest";

import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

/** The first chat that fits, and how many requests say who takes part in it. */
async function read(tenant: Tenant, fits: (chat: Chat) => boolean) {
  const { chats } = tenant.facade.blooio;
  const chat = present((await chats.list().toArray({ limit: 200 })).find(fits));
  const before = tenant.sent.length;
  return { chat, participants: await chats.participants(chat), requests: tenant.sent.length - before };
}

describe("the participants of a chat", () => {
  test("are the contact of a direct chat, with the address in this chat, by one request", async () => {
    const tenant = tenants.open();
    const { chat, participants, requests } = await read(tenant, ({ contact_id }) => contact_id !== null);
    const contact = await tenant.facade.blooio.contacts.get(present(chat.contact_id));
    const identity = present(contact.identities?.find(({ id }) => id === chat.identity_id));
    expect(participants).toEqual([{ identifier: present(identity.identifier), name: present(contact.name), contact }]);
    expect(requests).toBe(1);
  });

  test("are a stranger of whom nothing is known, by no request", async () => {
    const { participants, requests } = await read(
      tenants.open(),
      ({ contact_id, group_id }) => contact_id === null && group_id === null,
    );
    expect(participants).toEqual([{ identifier: undefined, name: undefined, contact: undefined }]);
    expect(requests).toBe(0);
  });

  test("are the members of a group: contacts by their names, and a stranger by the address", async () => {
    const { facade } = tenants.open();
    const { channels, chats, contacts, groups, messages } = facade.blooio;
    const from = await channels.get("+15555550101");
    const contact = present(await contacts.list().first());
    const known = present(contact.identities?.[0]?.identifier);
    const { group_id } = await messages.sendToGroup({ from, to: [known, "+15555550199"], text: "Hello" });
    const { chat_id } = await groups.get(present(group_id));
    const chat = await chats.get(present(chat_id));
    const participants = await chats.participants(chat);
    expect(participants.map(({ identifier, name }) => [identifier, name])).toEqual([
      [known, contact.name],
      ["+15555550199", undefined],
    ]);
    expect(participants.map((each) => each.contact?.id)).toEqual([contact.id, undefined]);
  });

  test("have no contact any more when it was deleted after the chat was read", async () => {
    const { facade } = tenants.open();
    const { chats, contacts } = facade.blooio;
    const chat = present((await chats.list().toArray({ limit: 50 })).find(({ contact_id }) => contact_id !== null));
    await contacts.delete(present(chat.contact_id));
    expect(await chats.participants(chat)).toEqual([{ identifier: undefined, name: undefined, contact: undefined }]);
  });

  test("are an error for a group that is gone, and where the service fails", async () => {
    const tenant = tenants.open();
    const { chats, groups } = tenant.facade.blooio;
    const chat = present((await chats.list().toArray({ limit: 200 })).find(({ group_id }) => group_id !== null));
    await groups.delete(present(chat.group_id));
    await expect(chats.participants(chat)).rejects.toMatchObject({ kind: "notFound", operationId: "listGroupMembers" });
    const failing = { headers: { prefer: "code=401" } };
    const known = present((await chats.list().toArray({ limit: 50 })).find(({ contact_id }) => contact_id !== null));
    await expect(chats.participants(known, failing)).rejects.toBeInstanceOf(ApiError);
  });
});
