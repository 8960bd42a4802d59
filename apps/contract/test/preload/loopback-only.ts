/**
 * Loaded into a foreign program before its own code: it may connect to this machine only, and ends when the test that started
 * it ends, however that came about.
 */
import { Socket } from "node:net";

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;

interface Target {
  readonly host?: string;
  readonly path?: string;
}

/** Node's own callers give one list with everything in it; others give options, or a port and a host. */
function hostOf([first, second]: readonly unknown[]): string {
  const target: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof target !== "object" || target === null) return typeof second === "string" ? second : "localhost";
  const { host = "localhost", path }: Target = target;
  return path === undefined ? host : "localhost";
}

const prototype = Socket.prototype as { connect: (this: Socket, ...args: unknown[]) => Socket };
const { connect } = prototype;
prototype.connect = function (...args) {
  const host = hostOf(args);
  if (!loopback.test(host)) {
    // Thrown, it could be caught and kept quiet.
    console.error(`loopback-only: the program wanted to connect to ${host}`);
    process.exit(97);
  }
  return connect.apply(this, args);
};

if (process.channel !== undefined) {
  process.on("disconnect", () => process.exit());
  // A program that has finished should not wait for its test.
  process.channel.unref();
}
