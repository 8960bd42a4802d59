import type { Difference } from "./difference.ts";
import { canonical } from "./json.ts";
import { lowerBounds, upperBounds } from "./shape.ts";

/** The release that a change asks of us; `information` asks for none. */
export type Rating = "major" | "minor" | "patch" | "information";

export interface Rated {
  readonly rating: Rating;
  /** Why, in terms of what our callers do. */
  readonly reason: string;
}

const major = (reason: string): Rated => ({ rating: "major", reason });
const minor = (reason: string): Rated => ({ rating: "minor", reason });
const patch = (reason: string): Rated => ({ rating: "patch", reason });

/** Rates a change from the left to the right for those who call the API through us. */
export function rateDifference(difference: Difference): Rated {
  const { aspect, part, left, right } = difference;
  const added = left.value === undefined;
  const removed = right.value === undefined;
  const request = part === "request";
  const byAspect: { readonly [aspect: string]: () => Rated } = {
    server: () => major("every call goes to another address"),
    security: () => major("the key is sent in another way"),
    deprecated: () => minor(right.value === true ? "callers should prepare to do without it" : "it is here to stay"),
    existence: () => (added ? minor("callers can do more") : major("callers of it fail")),
    status: () => rateStatus(difference),
    parameter: () => ratePresence(difference),
    field: () => ratePresence(difference),
    header: () => ratePresence(difference),
    body: () => ratePresence(difference),
    required: () => rateRequired(difference),
    type: () => rateType(difference),
    nullable: () => rateNullable(difference),
    "enum value": () => rateValue(difference),
    enum: () => rateEnum(difference),
    style: () => major("the values are written in another way"),
    discriminator: () => patch("which values fit stays the same"),
    default: () => minor("a call that leaves it out means something else"),
    pattern: () => rateForm(difference),
    format: () => rateForm(difference),
    conditions: () => (request ? major("what callers send may be refused") : patch("answers keep their type")),
    readOnly: () => minor("it moves between requests and answers"),
    writeOnly: () => minor("it moves between requests and answers"),
    content: () => (removed ? major("bodies have another form") : minor("bodies may have another form")),
    case: () => (removed && request ? major("callers who send this case fail") : minor("there is another case")),
    cases: () => major("the cases are told apart in another way"),
    alternatives: () =>
      request ? major("what callers send may fit no alternative") : minor("answers have other alternatives"),
    "additional fields": () => rateAdditional(difference),
    items: () =>
      request ? major("what callers put into the list may be refused") : minor("its items have another type"),
  };
  return byAspect[aspect]?.() ?? rateBound(difference);
}

function rateStatus({ name, left }: Difference): Rated {
  const success = name?.startsWith("2") === true;
  if (left.value === undefined)
    return minor(success ? "callers may meet another success" : "callers may meet another error");
  return success ? major("callers who wait for this success never see it") : patch("callers no longer meet this error");
}

function ratePresence({ part, left, right }: Difference): Rated {
  const response = part === "response";
  if (left.value === undefined) {
    if (response) return minor("answers tell more");
    return right.value === "required" ? major("calls without it fail") : minor("callers may send more");
  }
  return major(response ? "callers who read it find nothing" : "callers who send it have it refused or ignored");
}

function rateRequired({ part, right }: Difference): Rated {
  if (part === "response") {
    return right.value === true ? minor("callers can rely on it") : major("callers who rely on it may find nothing");
  }
  return right.value === true ? major("calls without it fail") : minor("callers may leave it out");
}

function rateType({ part, left, right }: Difference): Rated {
  const covers = (wide: unknown, narrow: unknown): boolean => {
    const [wider, narrower] = [wide, narrow].map((types) => (Array.isArray(types) ? types.map(String) : []));
    if (wider === undefined || narrower === undefined || wider.length === 0) return wider !== undefined;
    return (
      narrower.length > 0 &&
      narrower.every((type) => wider.includes(type) || (type === "integer" && wider.includes("number")))
    );
  };
  if (part === "request" && covers(right.value, left.value)) return minor("callers may send more types");
  if (part === "response" && covers(left.value, right.value)) return minor("answers are of fewer types");
  return major(
    part === "request" ? "what callers send has the wrong type" : "callers read another type than they expect",
  );
}

function rateNullable({ part, right }: Difference): Rated {
  if (part === "request") {
    return right.value === true ? minor("callers may send null") : major("callers who send null have it refused");
  }
  return right.value === true ? major("callers meet null where there was none") : minor("callers no longer meet null");
}

function rateValue({ part, right, name }: Difference): Rated {
  if (part === "request") {
    return right.value === undefined
      ? major(`callers who send "${name}" have it refused`)
      : minor(`callers may send "${name}"`);
  }
  const reason = right.value === undefined ? `"${name}" is no longer to be expected` : `callers may meet "${name}"`;
  return minor(`${reason}; our response enums are open`);
}

function rateEnum({ part, left }: Difference): Rated {
  if (part === "response") return minor("the known values change; our response enums are open");
  return left.value === undefined
    ? major("callers who send other values have them refused")
    : minor("callers may send other values");
}

function rateForm({ part, right }: Difference): Rated {
  if (part === "response") return patch("answers keep their type");
  return right.value === undefined
    ? minor("callers may send other forms")
    : major("what callers send may have the wrong form");
}

function rateAdditional({ part, right }: Difference): Rated {
  if (part === "response") return patch("fields without a name change, which callers do not rely on");
  return right.value === "open"
    ? minor("callers may send other fields")
    : major("callers who send other fields have them refused");
}

function rateBound({ aspect, part, left, right }: Difference): Rated {
  if (part === "response") return patch("answers keep their type");
  if (right.value === undefined) return minor("callers may send more");
  if (left.value === undefined) return major("callers who go beyond it are refused");
  const [before, after] = [Number(left.value), Number(right.value)];
  const wider =
    (lowerBounds.has(aspect) && after < before) ||
    (upperBounds.has(aspect) && after > before) ||
    (aspect === "multipleOf" && before % after === 0);
  if (canonical(left.value) === canonical(right.value) || wider) return minor("callers may send more");
  return major("callers who go beyond it are refused");
}
