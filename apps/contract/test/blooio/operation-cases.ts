import type { ListChannelsQuery, operations } from "@switchboard/blooio";
import { expect } from "vitest";

import { blooioCase, type AnyCase } from "../operation-case.ts";
import { chatCases } from "./chat-cases.ts";
import { messageCases } from "./message-cases.ts";

/** A case for each operation of Blooio's spec. The type asks for all that are generated, a test for all described. */
export const blooioCases = {
  ...chatCases,
  ...messageCases,

  listChannels: blooioCase({
    prepare: async (): Promise<ListChannelsQuery> => ({ type: "twilio", status: "active" }),
    raw: {
      call: (client, query, headers) => client.GET("/channels", { params: { query }, headers }),
      status: 200,
      check: (data) => {
        expect(data?.data.map(({ type, status, address }) => ({ type, status, address }))).toEqual([
          { type: "twilio", status: "active", address: "+15555550108" },
          { type: "twilio", status: "active", address: "+15555550107" },
        ]);
        expect(data).toMatchObject({ has_more: false, next_cursor: null });
      },
    },
    facade: {
      call: (client, query, options) => client.channels.list(query, options).toArray({ limit: 10 }),
      check: (channels) => expect(channels.map(({ address }) => address)).toEqual(["+15555550108", "+15555550107"]),
    },
    refusals: {
      400: {
        input: () => ({ status: "asleep" as never }),
        reason: /status must be equal to one of the allowed values/,
        breaksSpec: true,
      },
    },
  }),

  getChannel: blooioCase({
    prepare: async () => ({ channel: "+15555550101" }),
    raw: {
      call: (client, path, headers) => client.GET("/channels/{channel}", { params: { path }, headers }),
      status: 200,
      check: (data) => expect(data?.data).toMatchObject({ type: "blooio", status: "active", address: "+15555550101" }),
    },
    facade: {
      call: (client, { channel }, options) => client.channels.get(channel, options),
      check: (channel) => expect(channel).toMatchObject({ type: "blooio", address: "+15555550101" }),
    },
    refusals: { 404: { input: () => ({ channel: "bakery-nobody" }), reason: /no channel "bakery-nobody"/ } },
  }),

  getMe: blooioCase({
    prepare: async () => undefined,
    raw: {
      call: (client, _, headers) => client.GET("/me", { headers }),
      status: 200,
      check: (data) =>
        expect(data?.data).toMatchObject({ organization: { name: expect.any(String) }, api_key: { valid: true } }),
    },
    facade: {
      call: (client, _, options) => client.account.get(options),
      check: (account) => expect(account).toMatchObject({ api_key: { valid: true } }),
    },
    refusals: {},
  }),
} satisfies Record<keyof operations, AnyCase<"blooio">>;
