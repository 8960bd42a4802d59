/** An answer with its whole body. */
export interface Answer {
  readonly response: Response;
  readonly text: string;
  /** The address that was asked, which not every response tells. */
  readonly url: string;
}

/**
 * A response whose body was read already, and can be read again. A real `Response` around the text would cost as much as the
 * rest of the call; it is made only for what openapi-fetch does not ask for.
 */
export class BufferedResponse {
  readonly #answer: Answer;
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Headers;
  readonly bodyUsed = false;

  static {
    // A middleware of openapi-fetch may give it back, which has to pass for a response.
    Object.setPrototypeOf(BufferedResponse.prototype, Response.prototype);
  }

  constructor(answer: Answer) {
    this.#answer = answer;
    ({ status: this.status, ok: this.ok, headers: this.headers } = answer.response);
  }

  get statusText(): string {
    return this.#answer.response.statusText;
  }

  get url(): string {
    return this.#answer.response.url || this.#answer.url;
  }

  get redirected(): boolean {
    return this.#answer.response.redirected;
  }

  get type(): ResponseType {
    return this.#answer.response.type;
  }

  get body(): Response["body"] {
    return this.clone().body;
  }

  async text(): Promise<string> {
    return this.#answer.text;
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#answer.text);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.clone().arrayBuffer();
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer());
  }

  async blob(): Promise<Blob> {
    return this.clone().blob();
  }

  async formData(): Promise<FormData> {
    return this.clone().formData();
  }

  clone(): Response {
    const { status, statusText, headers } = this;
    const hasNoBody = status === 204 || status === 205 || status === 304;
    return new Response(hasNoBody ? null : this.#answer.text, { status, statusText, headers });
  }
}
