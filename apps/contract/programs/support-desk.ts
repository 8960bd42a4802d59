// apps/contract/programs/support-desk.ts
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { createInbox, type InboxMessage } from "@switchboard/messaging/inbox";
import { deliverOnce, type Outcome, type SendRecord, type SendStore } from "@switchboard/messaging/jobs";
import { createWebhookHandler, toNodeHandler } from "@switchboard/messaging/webhooks";
import Fastify from "fastify";

const {
  BLOOIO_URL,
  BLOOIO_WEBHOOK_SECRET = "",
  BLOTATO_URL,
  DESK_DATABASE = "desk.sqlite",
  PORT = "3000",
} = process.env;
const [interval, deadline] = [
  Number(process.env["DESK_INTERVAL"] ?? 10_000),
  Number(process.env["SEND_DEADLINE"] ?? 60_000),
];
/** How long after a send Blotato lists a message at the latest: measure it, or leave it out, and a person decides. */
const listedWithin = process.env["LISTED_WITHIN"] === undefined ? undefined : Number(process.env["LISTED_WITHIN"]);

// The keys stand in BLOTATO_API_KEY and BLOOIO_API_KEY.
const blotato = createBlotato({ baseUrl: BLOTATO_URL });
const blooio = createBlooio({ baseUrl: BLOOIO_URL });
const inbox = createInbox({ blotato, blooio });

const database = new DatabaseSync(DESK_DATABASE);
database.exec(`
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS desk (id INTEGER PRIMARY KEY CHECK (id = 1), since TEXT NOT NULL, token TEXT);
  CREATE TABLE IF NOT EXISTS tickets (number INTEGER PRIMARY KEY, message TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS replies
    (number INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, text TEXT NOT NULL, due INTEGER NOT NULL, outcome TEXT);
  CREATE TABLE IF NOT EXISTS sends (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, record TEXT NOT NULL);
`);
const keepToken = database.prepare("UPDATE desk SET token = ?");
const addTicket = database.prepare("INSERT INTO tickets (message) VALUES (?) RETURNING number");
const addReply = database.prepare("INSERT INTO replies (ticket, text, due) VALUES (?, ?, ?)");
const keepOutcome = database.prepare("UPDATE replies SET due = :due, outcome = :outcome WHERE number = :number");
const nextReply = database.prepare(`
  SELECT replies.number, text, message FROM replies JOIN tickets ON tickets.number = ticket
  WHERE outcome IS NULL AND due <= ? ORDER BY due LIMIT 1
`);
const readSend = database.prepare("SELECT record FROM sends WHERE id = ?");
const writeSend = database.prepare(`
  INSERT INTO sends VALUES (:id, :revision, :record)
  ON CONFLICT (id) DO UPDATE SET revision = :revision, record = :record WHERE sends.revision = :revision - 1
`);
const store: SendStore = {
  read: (id) => {
    const row = readSend.get(id);
    return row === undefined ? undefined : (JSON.parse(String(row["record"])) as SendRecord);
  },
  write: (id, record) => writeSend.run({ id, revision: record.revision, record: JSON.stringify(record) }).changes === 1,
};

/** Opens a ticket for each message. The token is kept in the same transaction, so each message has one, whenever this ends. */
async function watch(): Promise<void> {
  database.prepare("INSERT INTO desk VALUES (1, ?, NULL) ON CONFLICT DO NOTHING").run(new Date().toISOString());
  const { since, token: kept } = database.prepare("SELECT since, token FROM desk").get() ?? {};
  const from = typeof kept === "string" ? kept : new Date(String(since));
  for await (const { message, token } of inbox.watch({ from, interval })) {
    database.exec("BEGIN");
    const number = Number(addTicket.get(JSON.stringify(message))?.["number"]);
    addReply.run(number, "Thank you for your message. We will look into it.", Date.now());
    keepToken.run(token);
    database.exec("COMMIT");
  }
}

/** Sends a reply; it may be called again, after a crash too. The number in the text tells it from all others of its conversation. */
async function send(number: number, words: string, message: InboxMessage): Promise<Outcome> {
  const [id, text] = [`reply-${number}`, `${words} (#${number})`];
  if (message.service === "blooio") return deliverOnce({ id }, (options) => inbox.reply(message, text, options));
  const conversation = await blotato.conversations.get(message.conversationId);
  return deliverOnce({ id, store, blotato, conversation, text, deadline, listedWithin }, (options) =>
    inbox.reply(message, text, options),
  );
}

async function reply(): Promise<void> {
  for (;;) {
    const row = nextReply.get(Date.now());
    if (row === undefined) {
      await sleep(100);
      continue;
    }
    const number = Number(row["number"]);
    const outcome = await send(number, String(row["text"]), JSON.parse(String(row["message"])) as InboxMessage).catch(
      (error: unknown) => console.error(`reply ${number}:`, error), // looking was not possible: it is run again
    );
    const { retryAfter } = outcome ?? { retryAfter: 1_000 };
    const isDone = retryAfter === undefined;
    keepOutcome.run({ number, due: Date.now() + (retryAfter ?? 0), outcome: isDone ? JSON.stringify(outcome) : null });
  }
}

const receive = toNodeHandler(
  createWebhookHandler({ secret: BLOOIO_WEBHOOK_SECRET, on: { "message.received": (event) => inbox.accept(event) } }),
);
const app = Fastify();
await app.register(async (hooks) => {
  hooks.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, bytes, done) => done(null, bytes));
  hooks.post("/hooks/blooio", (request, response) => {
    response.hijack();
    void receive(request.raw, response.raw, request.body); // it never throws
  });
});
app.get("/tickets", () => database.prepare("SELECT * FROM tickets ORDER BY number DESC LIMIT 100").all());
app.get("/replies", () => database.prepare("SELECT * FROM replies ORDER BY number DESC LIMIT 100").all());
app.post<{ Params: { number: string }; Body: { text: string } }>("/tickets/:number/replies", ({ body, params }) =>
  addReply.run(Number(params.number), body.text, Date.now()),
);
await app.listen({ port: Number(PORT) });
await Promise.all([watch(), reply()]);
