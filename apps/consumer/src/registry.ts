import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

import { runServer } from "verdaccio";

/** A registry of our own, on this machine alone. */
export interface Registry extends AsyncDisposable {
  /** With a slash at its end. */
  readonly url: string;
  /** May publish. */
  readonly token: string;
  readonly logFile: string;
}

interface RegistryOptions {
  /** Where it keeps what is published; it must be new. */
  readonly directory: string;
  /** The registry that has everybody else's packages. */
  readonly upstream: string;
}

/** Starts verdaccio in this process, so that nothing of it can outlive the test. */
export async function startRegistry({ directory, upstream }: RegistryOptions): Promise<Registry> {
  await mkdir(directory, { recursive: true });
  const logFile = path.join(directory, "verdaccio.log");
  const server: Server = await runServer({
    // Verdaccio looks for its files beside the configuration that it was given.
    configPath: path.join(directory, "config.yaml"),
    self_path: directory,
    storage: path.join(directory, "storage"),
    auth: { htpasswd: { file: path.join(directory, "htpasswd"), max_users: 1 } },
    uplinks: { upstream: { url: upstream, cache: false } },
    packages: {
      // Never looked for elsewhere: what is installed is what was published here.
      "@switchboard/*": { access: "$all", publish: "$authenticated" },
      "**": { access: "$all", proxy: "upstream" },
    },
    web: { enable: false },
    log: { type: "file", path: logFile, format: "json", level: "http" },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    token: await addUser(url),
    logFile,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function addUser(url: string): Promise<string> {
  const name = "publisher";
  const response = await fetch(new URL(`-/user/org.couchdb.user:${name}`, url), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, password: randomBytes(12).toString("hex") }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`The registry gave no token, but ${response.status}`);
  return token;
}
