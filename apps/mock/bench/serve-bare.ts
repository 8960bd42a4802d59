/**
 * What `node:http` alone can do: reads a request to its end, and stringifies one response, which is given as an argument, for
 * whatever the request.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const [status = "200", json = "{}"] = process.argv.slice(2);
const value: unknown = JSON.parse(json);

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const body = JSON.stringify(value);
    response.writeHead(Number(status), {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
