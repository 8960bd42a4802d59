import { execFile, spawn } from "node:child_process";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import { findFreePort } from "@switchboard/task-inputs/free-port";

/** A server that ends with the tests, and leaves nothing. */
export interface Server {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

const run = promisify(execFile);

/** Who runs a server: whoever runs the tests, or, where that is root, an ordinary user that came with the server. */
async function ordinaryUser(name: string): Promise<User> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (option: string): Promise<number> => Number((await run("id", [option, name])).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}

async function ownDirectory({ gid, uid }: User): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-server-"));
  if (uid !== undefined && gid !== undefined) await chown(directory, uid, gid);
  return directory;
}

/** @param ready whether it serves */
async function startServer(
  program: string,
  args: readonly string[],
  { directory, ready, url, user }: { directory: string; ready: () => Promise<unknown>; url: string; user: User },
): Promise<Server> {
  const child = spawn(program, args, { cwd: directory, ...user, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => said.push(text.toString()));
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", (error) =>
      reject(new Error(`${program} cannot be started: .ci/prepare-machine installs it`, { cause: error })),
    );
    child.on("close", () => resolve());
  });
  const failed = ended.then(() => Promise.reject(new Error(`${program} ended before it served:\n${said.join("")}`)));
  const served = async (): Promise<void> => {
    for (;;) {
      const isReady = await ready().then(
        () => true,
        () => false,
      );
      if (isReady) return;
      await sleep(100);
    }
  };
  await Promise.race([served(), failed]);
  failed.catch(() => undefined);
  return {
    url,
    stop: async () => {
      // PostgreSQL then ends its connections too; Redis keeps nothing.
      child.kill("SIGINT");
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export async function startRedis(): Promise<Server> {
  const user = await ordinaryUser("redis");
  const directory = await ownDirectory(user);
  const port = await findFreePort();
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", directory, "--appendonly", "yes", "--save", ""];
  return startServer("redis-server", args, {
    directory,
    ready: () => run("redis-cli", ["-p", `${port}`, "-e", "ping"]),
    url: `redis://127.0.0.1:${port}`,
    user,
  });
}

/** Debian keeps its programs by version, and not on the PATH. */
async function postgresPrograms(): Promise<string> {
  const root = "/usr/lib/postgresql";
  const versions = await readdir(root).catch(() => []);
  const newest = versions.toSorted((one, other) => Number(one) - Number(other)).at(-1);
  return newest === undefined ? "" : `${root}/${newest}/bin/`;
}

export async function startPostgres(): Promise<Server> {
  const user = await ordinaryUser("postgres");
  const directory = await ownDirectory(user);
  const port = await findFreePort();
  const programs = await postgresPrograms();
  const data = path.join(directory, "data");
  await run(`${programs}initdb`, ["-D", data, "-U", "tests", "--auth=trust", "--no-sync", "-E", "UTF8"], {
    cwd: directory,
    ...user,
  });
  const args = ["-D", data, "-p", `${port}`, "-h", "127.0.0.1", "-k", directory, "-c", "max_connections=200"];
  return startServer(`${programs}postgres`, args, {
    directory,
    ready: () =>
      run(`${programs}psql`, ["-h", "127.0.0.1", "-p", `${port}`, "-U", "tests", "-c", "SELECT 1", "postgres"]),
    url: `postgres://tests@127.0.0.1:${port}/postgres`,
    user,
  });
}
