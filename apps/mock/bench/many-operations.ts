import { fileURLToPath } from "node:url";

import { compare } from "./load.ts";
import { benchRequests } from "./requests.ts";
import { startServer } from "./server-process.ts";
import { printTable } from "./table.ts";

const program = fileURLToPath(new URL("serve-operations.ts", import.meta.url));
const many = 200;

/** Measures what a request costs beside many other operations, against the spec as it is. */
export async function benchManyOperations(): Promise<void> {
  await using real = startServer(program, ["0"]);
  await using large = startServer(program, [String(many)]);
  const [[realUrl = ""], [largeUrl = ""]] = await Promise.all([real.urls(1), large.urls(1)]);
  const blotato = benchRequests.find(({ api }) => api === "blotato");
  if (blotato === undefined) throw new Error("There are no requests of Blotato");
  for (const request of [blotato.list, blotato.send]) {
    const [few, lots] = await compare(
      [
        { name: "the spec as it is", server: real, url: realUrl },
        { name: `${many} operations`, server: large, url: largeUrl },
      ],
      request,
      { rounds: 5, seconds: 0.4 },
    );
    if (few === undefined || lots === undefined) throw new Error("Nothing was measured");
    printTable(
      [`blotato: ${request.method} ${request.path}`, "µs of CPU", "× as it is"],
      [few, lots].map(({ name, perCpuSecond }) => [
        name,
        (1e6 / perCpuSecond).toFixed(1),
        (few.perCpuSecond / perCpuSecond).toFixed(2),
      ]),
    );
  }
}
