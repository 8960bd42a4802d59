/** A request whose signature was computed by hand, and requests that differ from it. Plain data: each runtime checks them. */

export interface SignedRequest {
  readonly title: string;
  readonly body: string;
  /** The value of X-Blooio-Signature; undefined when there is no such header. */
  readonly signature: string | undefined;
  readonly secret: string | readonly string[];
  /** When it is checked, in epoch milliseconds. */
  readonly now: number;
}

export interface WrongRequest extends SignedRequest {
  readonly problem: "missing" | "malformed" | "wrong" | "old" | "early";
}

const seconds = 1_791_399_396;
const digits = "3e310915cfa24836bb60d3e7723dc9a906a1726ccbad3cc6a609a3c3b20bf0dd";

export const vector: SignedRequest = {
  title: "as it was computed by hand",
  body: '{"id":"evt_1","type":"message.received","api_version":"2026-10-01","created_at":1791399396172,"organization_id":"org_1","data":{}}',
  signature: `t=${seconds},v1=${digits}`,
  secret: "whsec_0123456789abcdef",
  now: seconds * 1_000,
};

const right = (title: string, change: Partial<SignedRequest>): SignedRequest => ({ ...vector, title, ...change });

/** Requests that are as well signed as the vector. */
export const rightRequests: readonly SignedRequest[] = [
  vector,
  right("checked 300 seconds later", { now: (seconds + 300) * 1_000 }),
  right("checked 300 seconds earlier", { now: (seconds - 300) * 1_000 }),
  right("with a blank after the comma", { signature: `t=${seconds}, v1=${digits}` }),
  right("with the parts the other way round", { signature: `v1=${digits},t=${seconds}` }),
  right("with a part that nobody knows", { signature: `t=${seconds},v0=abc,v1=${digits}` }),
  right("with another signature before it", { signature: `t=${seconds},v1=${"0".repeat(64)},v1=${digits}` }),
  right("with one before it that is malformed", { signature: `t=${seconds},v1=abc,v1=${digits}` }),
  right("with the second of two secrets", { secret: ["whsec_fedcba9876543210", "whsec_0123456789abcdef"] }),
];

const wrong = (problem: WrongRequest["problem"], title: string, change: Partial<SignedRequest>): WrongRequest => ({
  ...vector,
  title,
  problem,
  ...change,
});
const signed = (signature: string): Partial<SignedRequest> => ({ signature });

export const wrongRequests: readonly WrongRequest[] = [
  wrong("missing", "no header", { signature: undefined }),
  wrong("missing", "an empty header", signed("")),
  wrong("missing", "a blank header", signed("  ")),

  wrong("malformed", "the bare digits", signed(digits)),
  wrong("malformed", "no time", signed(`v1=${digits}`)),
  wrong("malformed", "no signature", signed(`t=${seconds}`)),
  wrong("malformed", "an empty time", signed(`t=,v1=${digits}`)),
  wrong("malformed", "an empty signature", signed(`t=${seconds},v1=`)),
  wrong("malformed", "a time in words", signed(`t=now,v1=${digits}`)),
  wrong("malformed", "a negative time", signed(`t=-${seconds},v1=${digits}`)),
  wrong("malformed", "a time with a sign", signed(`t=+${seconds},v1=${digits}`)),
  wrong("malformed", "a time with a fraction", signed(`t=${seconds}.5,v1=${digits}`)),
  wrong("malformed", "a time in hexadecimal", signed(`t=0x6AC6E2E4,v1=${digits}`)),
  wrong("malformed", "a time with an exponent", signed(`t=1e9,v1=${digits}`)),
  wrong("malformed", "a time of 30 digits", signed(`t=${"1".repeat(30)},v1=${digits}`)),
  wrong("malformed", "a time as a date", signed(`t=2026-10-07T18:56:36Z,v1=${digits}`)),
  wrong("malformed", "two times", signed(`t=${seconds},t=${seconds},v1=${digits}`)),
  wrong("malformed", "63 digits", signed(`t=${seconds},v1=${digits.slice(1)}`)),
  wrong("malformed", "65 digits", signed(`t=${seconds},v1=${digits}0`)),
  wrong("malformed", "digits in capitals", signed(`t=${seconds},v1=${digits.toUpperCase()}`)),
  wrong("malformed", "an invalid digit", signed(`t=${seconds},v1=${digits.replace("3", "g")}`)),
  wrong("malformed", "base64", signed(`t=${seconds},v1=PjEJFc+iSDa7YNPncj3JqQahcmzLrTzGpgmjw7IL8N0=`)),
  wrong("malformed", "another version", signed(`t=${seconds},v2=${digits}`)),
  wrong("malformed", "semicolons", signed(`t=${seconds};v1=${digits}`)),
  wrong("malformed", "names in capitals", signed(`T=${seconds},V1=${digits}`)),
  wrong("malformed", "a quoted signature", signed(`t=${seconds},v1="${digits}"`)),
  wrong("malformed", "JSON", signed(`{"t":${seconds},"v1":"${digits}"}`)),

  wrong("wrong", "another secret", { secret: "whsec_fedcba9876543210" }),
  wrong("wrong", "none of several secrets", { secret: ["whsec_1", "whsec_2", "whsec_3"] }),
  wrong("wrong", "the secret without its prefix", { secret: "0123456789abcdef" }),
  wrong("wrong", "the secret in capitals", { secret: "WHSEC_0123456789ABCDEF" }),
  wrong("wrong", "the secret with a blank", { secret: "whsec_0123456789abcdef " }),
  wrong("wrong", "a changed body", { body: vector.body.replace("evt_1", "evt_2") }),
  wrong("wrong", "a body with one more blank", { body: `${vector.body} ` }),
  wrong("wrong", "a body with a line end", { body: `${vector.body}\n` }),
  wrong("wrong", "a body that was parsed and written again", {
    body: JSON.stringify(JSON.parse(vector.body), null, 2),
  }),
  wrong("wrong", "an empty body", { body: "" }),
  wrong("wrong", "another time than was signed", { signature: `t=${seconds + 1},v1=${digits}` }),
  wrong("wrong", "a time with a zero before it", { signature: `t=0${seconds},v1=${digits}` }),
  wrong("wrong", "the first digit changed", { signature: `t=${seconds},v1=4${digits.slice(1)}` }),
  wrong("wrong", "the last digit changed", { signature: `t=${seconds},v1=${digits.slice(0, -1)}e` }),
  wrong("wrong", "only zeros", { signature: `t=${seconds},v1=${"0".repeat(64)}` }),
  wrong("wrong", "the digits backwards", { signature: `t=${seconds},v1=${Array.from(digits).toReversed().join("")}` }),
  wrong("wrong", "the signature of the body alone", {
    signature: `t=${seconds},v1=cda08312b3961e3c05be5bef1bda006452b0db7881a38c5f1446b86303b69b44`,
  }),

  wrong("old", "301 seconds ago", { now: (seconds + 301) * 1_000 }),
  wrong("old", "a year ago", { now: (seconds + 31_536_000) * 1_000 }),
  wrong("early", "in 301 seconds", { now: (seconds - 301) * 1_000 }),
  wrong("early", "in a year", { now: (seconds - 31_536_000) * 1_000 }),
];
