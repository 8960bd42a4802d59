import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface RecordedContent {
  /** Parsed where it is JSON, else its text; undefined when there was none. */
  readonly body: unknown;
  /** Of a body that is not a text. */
  readonly encoding?: "base64";
}

/** An exchange with a real service, without credentials. */
export interface RecordedExchange {
  readonly api: string;
  readonly operationId: string | null;
  readonly recordedAt: string;
  readonly request: RecordedContent & {
    readonly method: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Null when the service sent none. */
  readonly response:
    | (RecordedContent & { readonly status: number; readonly headers: Readonly<Record<string, string>> })
    | null;
  /** Where the request departs from our spec. */
  readonly problems: readonly string[];
  /** Where the service departs from our spec. */
  readonly departures: readonly string[];
  /** Why there is no response, or what could not be done with it. */
  readonly failure?: string;
}

export interface ExchangeFiles {
  /** Writes one exchange, and says where. */
  save(exchange: RecordedExchange): Promise<string>;
}

/**
 * Keeps each exchange in a file of its own, numbered on from those that are there.
 *
 * @throws Error when the directory cannot be made or read
 */
export async function openExchangeFiles(directory: string): Promise<ExchangeFiles> {
  await mkdir(directory, { recursive: true }).catch((error: unknown) => {
    throw new Error(`--record ${directory} is not a directory that can be written to: ${String(error)}`);
  });
  const numbers = (await readdir(directory)).map((name) => Number(/^(\d+)-/.exec(name)?.[1] ?? 0));
  let last = Math.max(0, ...numbers);
  return {
    async save(exchange) {
      const name = `${exchange.api}-${exchange.operationId ?? "unknown"}.json`;
      const text = `${JSON.stringify(exchange, undefined, 2)}\n`;
      for (;;) {
        last += 1;
        const file = join(directory, `${String(last).padStart(5, "0")}-${name}`);
        // Somebody may have removed it since, and what was sent cannot be recorded again.
        await mkdir(directory, { recursive: true });
        // Readable by its owner alone, since it holds private messages. Another recorder may have written a file of the same name.
        const taken = await writeFile(file, text, { mode: 0o600, flag: "wx" }).catch((error: unknown) => {
          if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
          return "taken" as const;
        });
        if (taken === undefined) return file;
      }
    },
  };
}
