import { lowerBounds, upperBounds } from "../facts/shapes/shape.ts";
import type { Difference } from "./difference.ts";
import type { Rated } from "./release.ts";

const major = (reason: string): Rated => ({ rating: "major", reason });
const minor = (reason: string): Rated => ({ rating: "minor", reason });
const patch = (reason: string): Rated => ({ rating: "patch", reason });

/** Marks the final values of an enum, in a document of ours. */
const finalMark = "x-final";

type Rule = (difference: Difference) => Rated;

/** Rates a change from the left to the right for those who call the API through us. */
export function rateDifference(difference: Difference): Rated {
  const own = difference.part === "response" ? responseRules : requestRules;
  const rule = ruleOf(rules, difference.aspect) ?? ruleOf(own, difference.aspect);
  if (rule) return rule(difference);
  return difference.part === "response" ? patch("responses keep their type") : rateBound(difference);
}

const ruleOf = (group: { readonly [aspect: string]: Rule }, aspect: string): Rule | undefined =>
  Object.hasOwn(group, aspect) ? group[aspect] : undefined;

const isAdded = ({ left }: Difference): boolean => left.value === undefined;
const isRemoved = ({ right }: Difference): boolean => right.value === undefined;

/** Differences that are rated the same in requests and responses. */
const rules: { readonly [aspect: string]: Rule } = {
  server: () => major("calls go to another address"),
  security: ({ room }) =>
    room === "wider" ? minor("callers may authenticate in other ways too") : major("the key is sent in another way"),
  deprecated: ({ right }) =>
    minor(right.value === true ? "callers should prepare to do without it" : "it is here to stay"),
  existence: (difference) => (isAdded(difference) ? minor("callers can do more") : major("callers find it no more")),
  operationId: () => major("callers who use the name no longer compile"),
  path: () => major("callers name the path and its parameters as the specification does"),
  type: (difference) => rateType(difference),
  "type name": (difference) =>
    isAdded(difference) ? minor("callers may use the name") : major("callers who use the name no longer compile"),
  status: (difference) => rateStatus(difference),
  style: () => major("the values are written in another way"),
  contentEncoding: () => major("the text is written in another way"),
  contentMediaType: () => major("the text holds something else"),
  content: (difference) =>
    isRemoved(difference) ? major("bodies have another form") : minor("bodies may have another form"),
  cases: () => major("the cases are distinguished in another way"),
  discriminator: () => patch("which values fit stays the same"),
  readOnly: () => minor("it moves between requests and responses"),
  writeOnly: () => minor("it moves between requests and responses"),
  words: ({ name }) =>
    name === finalMark
      ? minor("whoever waits for the end of something waits for other states")
      : patch("nothing that callers send or read changes"),
};

/** What callers send. */
const requestRules: { readonly [aspect: string]: Rule } = {
  parameter: (difference) => rateSent(difference),
  field: (difference) => rateSent(difference),
  body: (difference) => rateSent(difference),
  required: ({ right }) => (right.value === true ? major("calls without it fail") : minor("callers may leave it out")),
  nullable: ({ right }) =>
    right.value === true ? minor("callers may send null") : major("callers who send null have it rejected"),
  "enum value": (difference) =>
    isRemoved(difference)
      ? major(`callers who send "${difference.name}" have it rejected`)
      : minor(`callers may send "${difference.name}"`),
  enum: (difference) =>
    isAdded(difference)
      ? major("callers who send other values have them rejected")
      : minor("callers may send other values"),
  "x-open-enum": ({ right }) =>
    right.value === true
      ? minor("callers may send other values")
      : major("callers who send other values no longer compile"),
  case: (difference) =>
    isRemoved(difference) ? major("callers who send this case fail") : minor("callers may send another case"),
  alternatives: ({ room }) =>
    room === "wider" ? minor("callers may send another form") : major("what callers send may fit no alternative"),
  default: () => minor("a call that leaves it out means something else"),
  pattern: (difference) => rateForm(difference),
  format: (difference) => rateForm(difference),
  "additional fields": ({ room }) =>
    room === "wider"
      ? minor("callers may send other fields")
      : major("callers who send other fields have them rejected"),
};

/** What callers read. */
const responseRules: { readonly [aspect: string]: Rule } = {
  field: (difference) => rateRead(difference),
  header: (difference) => rateRead(difference),
  required: ({ right }) =>
    right.value === true ? minor("callers can rely on it") : major("callers who rely on it may find nothing"),
  nullable: ({ right }) =>
    right.value === true ? major("callers meet null where there was none") : minor("callers no longer meet null"),
  "enum value": (difference) => rateReadValue(difference),
  enum: (difference) => rateReadEnum(difference),
  "x-open-enum": ({ right }) =>
    right.value === true
      ? major("the type opens: a switch over the known values is no longer exhaustive")
      : major("the type closes: callers who compare with other values no longer compile"),
  case: (difference) =>
    isRemoved(difference)
      ? minor("callers no longer meet this case")
      : major("callers meet a case that they do not know"),
  alternatives: ({ room }) =>
    room === "narrower"
      ? minor("callers no longer meet this form")
      : major("callers meet a form that they do not know"),
  items: ({ room }) =>
    room === "narrower" ? minor("its items have a known type") : major("callers read items of any type"),
  "additional fields": ({ name, right, room }) => {
    if (name !== "map") return patch("fields without a name change, which callers do not rely on");
    if (right.value === "closed") return major("callers who look up entries find none");
    return room === "narrower" ? minor("its entries have a known type") : major("callers read entries of another type");
  },
};

function rateStatus({ name, left }: Difference): Rated {
  const success = name?.startsWith("2") === true;
  if (left.value === undefined) {
    return minor(success ? "callers may meet another success" : "callers may meet another error");
  }
  return success ? major("callers who wait for this success never see it") : patch("callers no longer meet this error");
}

function rateSent({ left, right }: Difference): Rated {
  if (left.value !== undefined) return major("callers who send it have it rejected or ignored");
  return right.value === "required" ? major("calls without it fail") : minor("callers may send more");
}

const rateRead = (difference: Difference): Rated =>
  isAdded(difference) ? minor("responses tell more") : major("callers who read it find nothing");

function rateType({ part, left, right }: Difference): Rated {
  const request = part === "request";
  if (request && covers(right.value, left.value)) return minor("callers may send more types");
  if (!request && covers(left.value, right.value)) return minor("responses are of fewer types");
  return major(request ? "what callers send has the wrong type" : "callers read another type than they expect");
}

function covers(wide: unknown, narrow: unknown): boolean {
  const [wider = [], narrower = []] = [wide, narrow].map((types) => (Array.isArray(types) ? types.map(String) : []));
  if (wider.length === 0) return true;
  const isCovered = (type: string): boolean => wider.includes(type) || (type === "integer" && wider.includes("number"));
  return narrower.length > 0 && narrower.every(isCovered);
}

function rateReadValue(difference: Difference): Rated {
  const { left, name, right } = difference;
  const closed = left.open === false || right.open === false;
  if (isRemoved(difference)) {
    return closed
      ? major("callers who compare with the value no longer compile; the enum is not marked x-open-enum")
      : minor(`"${name}" is no longer to be expected; the type of an open enum admits it still`);
  }
  return closed
    ? major(`callers meet "${name}", which their type excludes; the enum is not marked x-open-enum`)
    : minor(`callers may meet "${name}"; the type of an open enum admits any string`);
}

function rateReadEnum({ left, right }: Difference): Rated {
  if (right.open === false && right.value !== undefined) {
    return major("the type closes: callers who compare with other values no longer compile");
  }
  if (left.open === false && left.value !== undefined) {
    return major("the type opens: a switch over the known values is no longer exhaustive");
  }
  return minor("the known values change; the type admits any other");
}

const rateForm = (difference: Difference): Rated =>
  isRemoved(difference) ? minor("callers may send other forms") : major("what callers send may have the wrong form");

/** A bound, or any other condition on what callers send. */
function rateBound({ aspect, left, right, room }: Difference): Rated {
  const [before, after] = [Number(left.value), Number(right.value)];
  const isWider =
    right.value === undefined ||
    (lowerBounds.has(aspect) && after < before) ||
    (upperBounds.has(aspect) && after > before) ||
    (aspect === "multipleOf" && before % after === 0);
  return (room === undefined ? isWider : room === "wider")
    ? minor("callers may send more")
    : major("callers who go beyond it are rejected");
}
