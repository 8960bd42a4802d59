import { SwitchboardError } from "@switchboard/typed-fetch";

/**
 * What is wrong with a signature. `missing`: the request has none. `malformed`: it is not as the service writes one. `wrong`: another
 * secret made it, or the body was changed. `old` and `early`: its time is further from now than the tolerance.
 */
export type SignatureProblem = "missing" | "malformed" | "wrong" | "old" | "early";

/**
 * A request that the service did not sign so, or not now. It holds neither the secret nor the body.
 *
 * @example
 * try {
 *   await verifyBlooioWebhook(await request.text(), request.headers, { secret });
 * } catch (error) {
 *   if (error instanceof WebhookSignatureError) console.warn(error.problem, error.message);
 *   else throw error;
 * }
 */
export class WebhookSignatureError extends SwitchboardError {
  protected static override readonly brand: symbol = Symbol.for("@switchboard/WebhookSignatureError");
  override readonly name: string = "WebhookSignatureError";
  readonly problem: SignatureProblem;

  constructor(problem: SignatureProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
