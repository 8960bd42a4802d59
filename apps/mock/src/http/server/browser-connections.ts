import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * The connections of browsers. What breaks on one that was used before, a browser sends again by itself, and the page learns
 * nothing of it: while connections may break, a browser gets a new one for each request. Other clients keep theirs.
 */
export interface BrowserConnections {
  /** Once a request has come. */
  begin(request: IncomingMessage): void;
  /** Before its response is sent: the request may have brought the fault that breaks connections. */
  respond(request: IncomingMessage, response: ServerResponse): void;
  /** Ends those on which no request is under way. */
  closeIdle: () => void;
}

export function followBrowsers(breaksConnections: () => boolean): BrowserConnections {
  const known = new WeakSet<Socket>();
  const idle = new Set<Socket>();
  return {
    begin: ({ socket }) => idle.delete(socket),
    respond({ headers, socket }, response) {
      // Only a browser says of which origin a page is.
      if (headers.origin === undefined) return;
      if (breaksConnections()) {
        response.shouldKeepAlive = false;
        return;
      }
      if (!known.has(socket)) socket.once("close", () => idle.delete(socket));
      known.add(socket);
      response.once("finish", () => !socket.destroyed && idle.add(socket));
    },
    closeIdle() {
      for (const socket of idle) socket.destroy();
    },
  };
}
