import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { startMock, type Mock } from "@switchboard/mock";
import { findFreePort } from "@switchboard/task-inputs/free-port";
import { afterAll, beforeAll, expect } from "vitest";

import { blocksIn, nameOf, pages, root, type PlacedBlock } from "./all-pages.ts";
import { selfSigned } from "./network/certificate.ts";
import { startOutsideNetwork, type OutsideNetwork } from "./network/outside-network.ts";
import type { Block, Page } from "./read-page.ts";
import { runProgram } from "./run-program.ts";

const warmUp = `
import "@switchboard/messaging/blooio";
import "@switchboard/messaging/blotato";
import { startMock } from "@switchboard/mock";
await (await startMock()).close();
`;

/** What the code of the pages finds where it runs, during the tests of a block. */
export interface Surroundings {
  /** Holds a folder for each page, with its programs. */
  readonly directory: string;
  readonly network: OutsideNetwork;
  /** The file of the certificate that all hosts of the network have. */
  readonly certificate: string;
  folderOf(page: Page): string;
  fileOf(block: Block, page: Page): string;
  /** A command, with the addresses and files that there are here. */
  placed(command: string): string;
}

/** Prepares the folders of all pages, the mocks, and the network in which they stand. */
export function useSurroundings(programs: readonly PlacedBlock[]): Surroundings {
  let directory: string;
  /** For programs, and for commands, which may let it fail. */
  const mocks: Mock[] = [];
  let network: OutsideNetwork;
  let certificate: string;
  let freePort: number;

  const folderOf = ({ file }: Page): string => path.join(directory, file.replaceAll(/\W/g, "-"));
  const fileOf = (block: Block, page: Page): string =>
    path.join(folderOf(page), nameOf(block) ?? `line-${block.place.split(":")[1]}.ts`);
  /** What readers find at a fixed address stands at another one here. */
  const placed = (text: string, mock: Mock | undefined): string =>
    Object.entries({
      "http://127.0.0.1:4010": new URL(mock?.blotato.url ?? "").origin,
      "http://127.0.0.1:4011": new URL(mock?.blooio.url ?? "").origin,
      "4020": String(freePort),
      "http://proxy.example.com:3128": network.proxy,
      "/etc/ssl/company.pem": certificate,
      "/etc/ssl/mock.pem": path.join(directory, "mock.pem"),
      "/etc/ssl/mock-key.pem": path.join(directory, "mock-key.pem"),
      "switchboard-mock": path.join(root, "apps/mock/bin/switchboard-mock.js"),
    }).reduce((all, [shown, actual]) => all.replaceAll(shown, actual), text);

  beforeAll(async () => {
    // Beside the tests, where the packages of the workspace are found.
    directory = await mkdtemp(fileURLToPath(new URL("compiled-", import.meta.url)));
    const mock = await startMock({
      // A second goes by with each request, so that nobody waits for a message to arrive.
      onRequest: () => mock.clock.advance("1s"),
    });
    mocks.push(mock, await startMock());
    // The pages speak of tenant 1, and commands run in any order.
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: "test" }),
    };
    await fetch(new URL("/__mock/tenants", mocks[1]?.blotato.url), init);
    const [{ url: blotato }, { url: blooio }] = [mock.blotato, mock.blooio];
    network = await startOutsideNetwork({
      "backend.blotato.com": blotato,
      "api.blooio.com/v4": blooio,
      "messaging.example.com/blotato": blotato,
      "messaging.example.com/blooio": blooio,
    });
    freePort = await findFreePort();
    certificate = path.join(directory, "certificate.pem");
    await writeFile(certificate, network.certificate);
    const ofMock = selfSigned(["127.0.0.1"]);
    await writeFile(path.join(directory, "mock.pem"), ofMock.certificate);
    await writeFile(path.join(directory, "mock-key.pem"), ofMock.key);
    await Promise.all(pages.map((page) => mkdir(folderOf(page))));
    const named = blocksIn("yaml").filter(([, block]) => nameOf(block)?.includes("/") === false);
    for (const [, block, page] of [...programs, ...named]) {
      const text = placed(block.text, mock);
      // A program without an import would be a script, in which there is no `await`.
      await writeFile(fileOf(block, page), block.language === "ts" ? `${text}export {};\n` : text);
    }
    const config = { extends: "../../../tsconfig.json", include: ["**/*.ts"], exclude: [] };
    await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
    // What all programs load is compiled once, before they start side by side.
    await writeFile(path.join(directory, "warm-up.ts"), warmUp);
    const { code, errors } = await runProgram(process.execPath, ["warm-up.ts"], { cwd: directory, env: {} });
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  });

  afterAll(async () => {
    await Promise.all([network?.close(), ...mocks.map((mock) => mock.close())]);
    await rm(directory, { recursive: true, force: true });
  });

  return {
    get directory() {
      return directory;
    },
    get network() {
      return network;
    },
    get certificate() {
      return certificate;
    },
    folderOf,
    fileOf,
    placed: (command) => placed(command, mocks[1]),
  };
}
