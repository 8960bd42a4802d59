/** An event of the mock's own interface, as far as tests look at it. */
export interface ChangeEvent {
  readonly id: string;
  readonly instance: string;
  readonly revision: number;
  readonly changed: readonly string[];
  readonly tenants: "all" | readonly number[];
  readonly requests: readonly {
    readonly id: number;
    readonly operationId?: string;
    readonly body?: unknown;
    readonly isShort?: boolean;
  }[];
}

/** Reads events as they come; ends when the mock does. */
export async function* readEvents(
  origin: string,
  {
    since,
    query = "",
    signal,
  }: { readonly since?: string; readonly query?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<ChangeEvent> {
  const response = await fetch(`${origin}/__mock/events${query}`, {
    ...(since !== undefined && { headers: { "last-event-id": since } }),
    ...(signal !== undefined && { signal }),
  });
  if (!response.ok || response.body === null) throw new Error(`${response.status}: ${await response.text()}`);
  let text = "";
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) yield* eventIn(block);
  }
}

function eventIn(block: string): readonly ChangeEvent[] {
  const [, id] = /^id: (.*)$/m.exec(block) ?? [];
  const [, data] = /^data: (.*)$/m.exec(block) ?? [];
  return id === undefined || data === undefined ? [] : [{ id, ...(JSON.parse(data) as Omit<ChangeEvent, "id">) }];
}
