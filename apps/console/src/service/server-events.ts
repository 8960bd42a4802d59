/** One event of a stream. */
export interface ServerEvent {
  readonly id: string;
  readonly data: string;
}

/**
 * The events of a stream of server-sent events, until it ends. Unlike a browser's `EventSource`, this has the status and body of what
 * was no stream.
 *
 * @throws what reading throws
 */
export async function* serverEvents(response: Response): AsyncGenerator<ServerEvent> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value = "" } = (await reader?.read()) ?? { done: true };
    if (done) return;
    text += value;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = eventIn(block);
      if (event !== undefined) yield event;
    }
  }
}

/** What stands between two empty lines may also be a comment. */
function eventIn(block: string): ServerEvent | undefined {
  const lines = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line] as const));
  const [id, data] = ["id", "data"].map((name) =>
    lines
      .get(name)
      ?.slice(name.length + 1)
      .trimStart(),
  );
  return id === undefined || data === undefined ? undefined : { id, data };
}
