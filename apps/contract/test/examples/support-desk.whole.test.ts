import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import type { Outcome } from "@switchboard/messaging/jobs";
import { startMock } from "@switchboard/mock";
import { findFreePort } from "@switchboard/task-inputs/free-port";
import { expect, it } from "vitest";

const program = fileURLToPath(new URL("../../programs/support-desk.ts", import.meta.url));
const key = "key-of-the-desk";
const kills = 20;

/** @throws when it ended by itself */
function checkRunning({ exitCode }: ChildProcess, errors: readonly string[]): void {
  if (exitCode !== null) throw new Error(`The desk ended by itself with the code ${exitCode}: ${errors.join("")}`);
}

it("the support desk, killed at random twenty times, replies to each message once, or says that it is unsure", async () => {
  await using mock = await startMock();
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-desk-"));
  const file = path.join(directory, "desk.sqlite");
  const blotato = createBlotato({ apiKey: key, baseUrl: mock.blotato.url });
  const blooio = createBlooio({ apiKey: key, baseUrl: mock.blooio.url });
  const conversation = await blotato.conversations.list({ platform: "instagram" }).first();
  const PORT = String(await findFreePort());
  const webhook = await blooio.webhooks.create({ url: `http://127.0.0.1:${PORT}/hooks/blooio` });
  const env = {
    ...process.env,
    PORT,
    BLOTATO_API_KEY: key,
    BLOOIO_API_KEY: key,
    BLOTATO_URL: mock.blotato.url,
    BLOOIO_URL: mock.blooio.url,
    BLOOIO_WEBHOOK_SECRET: webhook.signing_secret,
    DESK_DATABASE: file,
    DESK_INTERVAL: "500",
    SEND_DEADLINE: "3000",
    LISTED_WITHIN: "2000",
  };
  const errors: string[] = [];
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "inherit", "pipe"] });
    child.stderr.setEncoding("utf8").on("data", (text: string) => void errors.push(text));
    return child;
  };
  // A response is lost now and then, and with it whether the reply was sent.
  mock.blotato.fail("sendMessage", { reset: "before", processed: true, chance: 0.1 });
  mock.blooio.fail("sendMessageToChat", { reset: "before", processed: true, chance: 0.1 });

  let desk = start();
  try {
    // The database is there once it has written from when on it wants messages.
    const read = <Row>(query: string): Row[] => {
      try {
        const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
        try {
          return database.prepare(query).all() as Row[];
        } finally {
          database.close();
        }
      } catch {
        return [];
      }
    };
    while (read("SELECT * FROM desk").length === 0) await sleep(50);

    const texts: string[] = [];
    for (let killed = 0; killed < kills; killed += 1) {
      for (let count = 0; count < 3; count += 1) {
        const text = `Question ${texts.length}`;
        texts.push(text);
        if (count === 0) mock.blotato.receive({ conversationId: conversation?.id ?? "", text }, { key });
        else mock.blooio.receive({ channelId: "+15555550101", from: `+1555555${1_000 + killed}`, text }, { key });
        await sleep(Math.random() * 300);
      }
      await sleep(Math.random() * 1_500);
      checkRunning(desk, errors);
      desk.kill("SIGKILL");
      await once(desk, "exit");
      desk = start();
    }

    const replies = (): { text: string; number: number; outcome: string | null }[] => read("SELECT * FROM replies");
    while (replies().filter(({ outcome }) => outcome !== null).length < texts.length) {
      checkRunning(desk, errors);
      await sleep(200);
    }
    const tickets = read<{ message: string }>("SELECT message FROM tickets");
    const ticketed = tickets.map(({ message }) => (JSON.parse(message) as { text: string }).text);
    expect(ticketed.toSorted()).toEqual(texts.toSorted());

    const sent = new Map<string, number>();
    const count = (text: string | null | undefined): void => {
      const number = /\(#(\d+)\)$/.exec(text ?? "")?.[1];
      if (number !== undefined) sent.set(number, (sent.get(number) ?? 0) + 1);
    };
    for await (const { text } of blotato.messages.list({ limit: 250 })) count(text);
    for await (const chat of blooio.chats.list()) {
      for await (const { text } of blooio.chats.messages(chat.id)) count(text);
    }
    const states = replies().map(
      ({ number, outcome }) => [number, (JSON.parse(outcome ?? "") as Outcome).state] as const,
    );
    const wrong = states.filter(([number, state]) => {
      const times = sent.get(String(number)) ?? 0;
      return state === "unsure" ? times > 1 : times !== 1;
    });
    console.log(
      `${texts.length} messages, ${kills} kills, ${states.filter(([, state]) => state === "unsure").length} unsure`,
    );
    expect(wrong).toEqual([]);
  } finally {
    desk.kill("SIGKILL");
    if (desk.exitCode === null && desk.signalCode === null) await once(desk, "exit");
    await rm(directory, { recursive: true, force: true });
  }
});
