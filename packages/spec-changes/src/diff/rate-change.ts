import { asObject, canonical } from "../facts/json.ts";
import {
  all,
  becameTrue,
  bounds,
  gains,
  isOpen,
  isSuccess,
  loses,
  narrows,
  not,
  onlyRead,
  property,
  sent,
  statusOf,
  unjudged,
  verdict,
  type Condition,
  type RatingContext,
} from "./rating-conditions.ts";
import type { RedoclyChange } from "./redocly-diff.ts";
import type { Release } from "./report-line.ts";

export interface Rated {
  readonly rating: Release;
  readonly reason: string;
}

interface Rule extends Rated {
  /** What redocly says of such a change; undefined where it depends. */
  readonly redocly: Release | undefined;
  readonly when: Condition;
}

/**
 * Where redocly rates a change otherwise than our callers meet it. The first rule that applies counts; without one,
 * redocly's rating and message do. Its rule set knows neither our open enums nor that a TypeScript compiler reads along.
 */
const rules: readonly Rule[] = [
  {
    redocly: "major",
    rating: "minor",
    reason: "callers may meet the value; enums marked x-open-enum have a type that admits any string",
    when: all(property("enum"), verdict("enum-values-added"), isOpen, not(verdict("enum-values-removed"))),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "the value is no longer to be expected; the type of an open enum admits it still",
    when: all(property("enum"), onlyRead, isOpen, loses),
  },
  {
    redocly: "patch",
    rating: "major",
    reason: "callers who compare with the value no longer compile; the enum is not marked x-open-enum",
    when: all(property("enum"), onlyRead, loses),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "callers may send the value",
    when: all(property("enum"), sent, gains, unjudged),
  },
  {
    redocly: "patch",
    rating: "major",
    reason: "the type opens: a switch over the known values is no longer exhaustive",
    when: all(property("x-open-enum"), becameTrue),
  },
  {
    redocly: "patch",
    rating: "major",
    reason: "the type closes: callers who compare with other values no longer compile",
    when: property("x-open-enum"),
  },
  {
    redocly: undefined,
    rating: "patch",
    reason: "answers keep their type",
    when: all(property(...bounds), onlyRead),
  },
  {
    redocly: "major",
    rating: "minor",
    reason: "callers may send more",
    when: all(property(...bounds), sent, not(narrows)),
  },
  {
    redocly: "patch",
    rating: "major",
    reason: "what callers send may have the wrong form",
    when: all(property(...bounds), sent, narrows, unjudged),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "callers can rely on it",
    when: all(property("required"), onlyRead, gains, not(loses)),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "callers may leave it out",
    when: all(property("required"), sent, unjudged),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "answers are of fewer types",
    when: all(property("type", "nullable"), onlyRead, unjudged),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "callers may send more types",
    when: all(property("type", "nullable"), sent, unjudged),
  },
  {
    redocly: "patch",
    rating: "major",
    reason: "callers who send it no longer compile",
    when: all(
      ({ change }) =>
        change.kind === "removed" && change.typeName === "Schema" && /\/properties\/[^/]+$/.test(change.path),
      sent,
      unjudged,
    ),
  },
  {
    redocly: "patch",
    rating: "major",
    reason: "callers who send it under its old name no longer compile",
    when: all(({ change }) => change.typeName === "Schema", property("key"), sent, unjudged),
  },
  {
    redocly: undefined,
    rating: "minor",
    reason: "callers may send other fields",
    when: all(property("additionalProperties"), sent, ({ change }) => change.revision?.value !== false, not(onlyRead)),
  },
  {
    redocly: undefined,
    rating: "patch",
    reason: "fields without a name change, which callers do not rely on",
    when: all(
      property("additionalProperties"),
      onlyRead,
      ({ before, after }) => !namesType(before) && !namesType(after),
    ),
  },
  {
    redocly: "major",
    rating: "patch",
    reason: "callers no longer meet this error",
    when: all(
      verdict("response-removed"),
      (context) => !isSuccess(statusOf(context)),
      ({ change }) => change.kind === "removed",
    ),
  },
  {
    redocly: "major",
    rating: "minor",
    reason: "callers meet another error instead",
    when: all(
      verdict("response-removed"),
      (context) => !isSuccess(statusOf(context)),
      ({ change }) => !isSuccess(change.revision?.value),
    ),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "callers should prepare to do without it",
    when: all(property("deprecated"), becameTrue),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "a call that leaves it out means something else",
    when: all(property("default"), sent),
  },
  {
    redocly: "patch",
    rating: "minor",
    reason: "it moves between requests and answers",
    when: property("readOnly", "writeOnly"),
  },
  {
    redocly: "patch",
    rating: "major",
    reason: "callers name the path and its parameters as the specification does",
    when: ({ change }) =>
      (change.typeName === "PathItem" && change.property === "key") ||
      (change.typeName === "Parameter" && change.property === "name" && change.impact === "patch"),
  },
];

const namesType = (schema: unknown): boolean => {
  const additional = asObject(schema)["additionalProperties"];
  return typeof additional === "object" && canonical(additional) !== "{}";
};

const unruled: Readonly<Record<RedoclyChange["kind"], string>> = {
  added: "it adds to what there is",
  removed: "nothing that callers use goes with it",
  modified: "no call and no answer changes",
};

/** Rates a change for those who call the API through us. */
export function rateChange(context: RatingContext): Rated {
  const rule = rules.find(({ when }) => when(context));
  if (rule) return { rating: rule.rating, reason: rule.reason };
  const { impact, kind, verdicts } = context.change;
  const message = verdicts.map((one) => one.message.replace(/\.$/, "")).join("; ");
  return { rating: impact, reason: message || unruled[kind] };
}
