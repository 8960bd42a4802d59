import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";

import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";

import type { Job } from "../programs/deliver.ts";
import type { MockServer, Tally } from "./mock-server.ts";

export interface Campaign {
  /** Environment of the workers, and of this process while it fills the queue. */
  readonly env: Readonly<Record<string, string>>;
  readonly tally: () => Promise<Tally>;
  /** How often each text is there, as both services list it. */
  readonly sentTexts: () => Promise<ReadonlyMap<string, number>>;
  /** Messages to send: some on Blotato, and some to a person who has yet to reply, of which all but the first are put aside. */
  readonly jobs: (shape: Shape) => Promise<{ readonly jobs: readonly Job[]; readonly putAside: number }>;
  readonly close: () => void;
}

interface Shape {
  readonly count: number;
  readonly onBlotato: number;
  readonly withoutReply: number;
}

const apiKey = "key-of-the-campaign";
/** Blooio takes so many messages before a person's first reply. */
const beforeReply = 3;

const numberWithoutReply = "+15559999999";

const start = (file: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args, { env: { ...process.env, ...env } });

/** @param speed how many seconds pass for the mock in one */
export async function startCampaign(speed: number): Promise<Campaign> {
  const mock = start("mock-server.ts", [String(speed)]);
  const [{ blooioUrl, blotatoUrl }] = (await once(mock, "message")) as [MockServer];
  const blotato = createBlotato({ apiKey, baseUrl: blotatoUrl });
  const blooio = createBlooio({ apiKey, baseUrl: blooioUrl });
  const sentTexts = async (): Promise<ReadonlyMap<string, number>> => {
    const counts = new Map<string, number>();
    const count = (text: string | null | undefined): void => {
      if (typeof text === "string" && text.startsWith("Order ")) counts.set(text, (counts.get(text) ?? 0) + 1);
    };
    for await (const { text } of blotato.messages.list({ limit: 250 })) count(text);
    const chats = await blooio.chats.list({ limit: 200 }).toArray({ limit: Infinity });
    const readSome = async (): Promise<void> => {
      for (let chat = chats.pop(); chat !== undefined; chat = chats.pop()) {
        for await (const { text } of blooio.chats.messages(chat.id)) count(text);
      }
    };
    await Promise.all(Array.from({ length: 20 }, readSome));
    return counts;
  };
  return {
    env: {
      BLOTATO_API_KEY: apiKey,
      BLOOIO_API_KEY: apiKey,
      BLOTATO_URL: blotatoUrl,
      BLOOIO_URL: blooioUrl,
      SEND_DEADLINE: "3000",
      LISTED_WITHIN: "2000",
    },
    tally: async () => {
      mock.send("tally");
      const [tally] = (await once(mock, "message")) as [Tally];
      return tally;
    },
    sentTexts,
    jobs: async ({ count, onBlotato, withoutReply }) => {
      const conversation = await blotato.conversations.list({ platform: "instagram" }).first();
      if (conversation === undefined) throw new Error("the mock has no conversation on Instagram");
      const createdAt = new Date().toISOString();
      const jobs = Array.from({ length: count }, (_, index): Job => {
        const [id, text] = [`order-${index}`, `Order ${index} is on its way.`];
        if (index % Math.floor(count / onBlotato) === 0)
          return { id, text, createdAt, service: "blotato", conversation };
        const to =
          index < count - withoutReply ? `+1555${1_000_000 + Math.floor(index / beforeReply)}` : numberWithoutReply;
        return { id, text, createdAt, service: "blooio", to };
      });
      const toOne = jobs.filter((job) => job.service === "blooio" && job.to === numberWithoutReply);
      return { jobs, putAside: Math.max(0, toOne.length - beforeReply) };
    },
    close: () => mock.disconnect(),
  };
}

export interface Killing {
  /** The workers' program, relative to this folder. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workers: number;
  readonly kills: number;
  /** The share of the jobs that is done. */
  readonly progress: () => number | Promise<number>;
}

/** Lets workers run until all is done, of which one or another is killed at random and replaced. */
export async function runWorkers({
  env,
  kills,
  program,
  progress,
  workers,
}: Killing): Promise<{ readonly killed: number }> {
  const running = Array.from({ length: workers }, () => start(program, [], env));
  const moments = Array.from({ length: kills }, () => 0.02 + 0.93 * Math.random()).toSorted(
    (one, other) => one - other,
  );
  let killed = 0;
  try {
    for (;;) {
      const done = await progress();
      if (done >= 1) return { killed };
      const crashed = running.find(({ exitCode }) => exitCode !== null);
      if (crashed !== undefined) throw new Error(`a worker ended by itself with the code ${crashed.exitCode}`);
      if (done >= (moments[killed] ?? 2)) {
        const index = Math.floor(Math.random() * workers);
        running[index]?.kill("SIGKILL");
        running[index] = start(program, [], env);
        killed += 1;
      }
      await sleep(20);
    }
  } finally {
    const ends = running.filter(({ exitCode }) => exitCode === null).map((worker) => once(worker, "exit"));
    for (const worker of running) worker.kill("SIGKILL");
    await Promise.all(ends);
  }
}
