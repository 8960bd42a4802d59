import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { ScenarioError, startMock, type Mock } from "../../src/index.ts";

async function scenarioFile(text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "switchboard-scenario-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, "ours.yaml");
  await writeFile(file, text);
  return file;
}

const texts = async ({ blotato }: Mock, key: string): Promise<readonly string[]> => {
  const response = await fetch(`${blotato.url}/v2/messages?limit=2`, { headers: { "blotato-api-key": key } });
  const { items } = (await response.json()) as { items: { text: string }[] };
  return items.map(({ text }) => text);
};

const ours = `
description: Somebody has just written, and sends are slow.
sizes: { conversations: 2, messagesPerConversation: 1 }
advance: 1h
faults: [{ operationId: sendMessage, latency: [1, 2] }]
receive:
  - { api: blotato, accountId: "40114", senderId: "15", text: "One" }
  - { api: blotato, accountId: "40114", senderId: "15", text: "Two" }
`;

test("a scenario of one's own is a file: what arrives is in each tenant, and comes back with a reset", async () => {
  await using mock = await startMock({ scenario: await scenarioFile(ours) });
  expect(mock.clock.now() - mock.clock.start).toBeGreaterThanOrEqual(3_600_000);
  for (const key of ["a", "b"]) expect((await texts(mock, key)).toSorted()).toEqual(["One", "Two"]);
  mock.reset("a");
  expect((await texts(mock, "a")).toSorted()).toEqual(["One", "Two"]);
  mock.reset();
  expect(mock.clock.now() - mock.clock.start).toBeGreaterThanOrEqual(3_600_000);
});

test.each<[string, string, string]>([
  ["is not YAML", "description: [", "is not YAML"],
  ["is empty", "", "it must be object"],
  ["has no description", "faults: []", "must have required property 'description'"],
  ["has an unknown word", `${ours}speed: fast`, '"speed"'],
  ["has a size below zero", ours.replace("conversations: 2", "conversations: -2"), "/sizes/conversations must be >= 0"],
  ["has a size above any", ours.replace("conversations: 2", "conversations: 2000000"), "must be <= 1000000"],
  ["moves the clock too far", ours.replace("1h", "9999999999d"), "advance: Cannot advance the clock"],
  ["has a fault that says nothing", ours.replace("latency: [1, 2]", "times: 1"), "faults[0]: The fault has no kind"],
  [
    "has a fault of no operation",
    ours.replace("sendMessage", "sendMail"),
    'faults[0]: There is no operation "sendMail"',
  ],
  ["has a message that cannot arrive", ours.replace('"40114"', '"1"'), "receive[0]: accountId"],
])("a scenario that %s is rejected at the start, with its place", async (_, text, reason) => {
  const starting = startMock({ scenario: await scenarioFile(text) });
  await expect(starting).rejects.toBeInstanceOf(ScenarioError);
  await expect(starting).rejects.toThrow(reason);
});

test("a scenario that is not there is rejected with those that are", async () => {
  await expect(startMock({ scenario: "quiet" })).rejects.toThrow(/no scenario "quiet"; expected one of busy-inbox/);
  await expect(startMock({ scenario: "./nowhere.yaml" })).rejects.toThrow("nowhere.yaml cannot be read");
});
