import type { ApiFacts, OperationFacts } from "../facts/api-facts.ts";
import { asObject, canonical, isObject } from "../facts/json.ts";
import { textOf } from "./difference.ts";
import { pairOperations } from "./pair-operations.ts";
import type { Change, ChangePlace } from "./rate-changes.ts";
import type { Release } from "./release.ts";

/** A method of the facade, as a document says it. */
interface Method {
  readonly name: string;
  readonly operation: OperationFacts;
  readonly handwritten: boolean;
  /** Whether it gives its items page by page. */
  readonly pages: boolean;
  /** What it takes before its options, in order: `["chatId", "body"]`. */
  readonly takes: readonly string[];
}

/** What changed for those who call an API through the facade: the names of its methods, what they take, how they page. */
export function compareFacade(api: string, before: ApiFacts, after: ApiFacts): Change[] {
  const [old, fresh] = [methodsOf(before), methodsOf(after)];
  // A base without any name has no facade to compare with.
  if (old.size === 0) return [];
  const successors = new Map(
    pairOperations(before, after).map(({ left, right }) => [left?.sdk?.method, right?.sdk?.method] as const),
  );
  const renamed = new Set<string>();
  const changes: Change[] = [];
  const report: ReportMethod = (method, change, rating, reason, document = "after") => {
    const at = { document, pointer: method.operation.pointer, keyword: "x-sdk" };
    changes.push({ rating, reason, package: "facade", operations: [nameOf(method)], change, at });
  };
  for (const [name, method] of old) {
    const now = fresh.get(name);
    const successor = fresh.get(successors.get(name) ?? "");
    if (now) compareMethods(`${api}.${name}`, method, now, report);
    else if (successor && !old.has(successor.name)) {
      renamed.add(successor.name);
      report(
        successor,
        `${api}.${name} is now ${api}.${successor.name}`,
        "major",
        "callers of the old name no longer compile",
      );
      compareMethods(`${api}.${successor.name}`, method, successor, report);
    } else report(method, `${api}.${name} is gone`, "major", "callers of it no longer compile", "before");
  }
  for (const [name, method] of fresh) {
    if (!old.has(name) && !renamed.has(name)) report(method, `${api}.${name} is new`, "minor", "callers can do more");
  }
  return [...changes, ...compareMarks(api, before, after, [...old.values()])];
}

const nameOf = ({ operation }: Method): string => operation.operationId ?? `${operation.method} ${operation.path}`;

function methodsOf({ operations, ours }: ApiFacts): Map<string, Method> {
  const methods = new Map<string, Method>();
  for (const operation of operations.values()) {
    if (!operation.sdk) continue;
    const { handwritten, method: name } = operation.sdk;
    const parameters = [...operation.parameters.keys()];
    const pages =
      ours?.pagination !== undefined && parameters.includes(`query ${String(ours.pagination["parameter"])}`);
    const takes = [
      ...[...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, parameter = ""]) => parameter),
      ...(operation.request ? ["body"] : []),
      ...(parameters.some((parameter) => parameter.startsWith("query ")) ? ["query"] : []),
    ];
    methods.set(name, { name, operation, handwritten, pages, takes });
  }
  return methods;
}

type ReportMethod = (
  method: Method,
  change: string,
  rating: Release,
  reason: string,
  document?: ChangePlace["document"],
) => void;

function compareMethods(name: string, before: Method, after: Method, report: ReportMethod): void {
  if (nameOf(before) !== nameOf(after) && before.operation.path !== after.operation.path) {
    report(
      after,
      `${name} calls ${nameOf(after)} now, and called ${nameOf(before)}`,
      "major",
      "callers get something else",
    );
    return;
  }
  if (before.handwritten !== after.handwritten) {
    const way = after.handwritten ? "written by hand" : "generated";
    report(after, `${name} is ${way} now`, "patch", "its name stays");
  }
  if (before.pages !== after.pages) {
    const [form, reason] = after.pages
      ? ["gives its items page by page now", "callers who await the response get a listing"]
      : ["gives its response as a whole now", "callers who walk through its pages no longer compile"];
    report(after, `${name} ${form}`, "major", reason);
  }
  // What a hand-written method takes is in its own code.
  if (!before.handwritten && !after.handwritten && positions(before) !== positions(after)) {
    const [took, takes] = [before, after].map((method) => `(${[...method.takes, "options"].join(", ")})`);
    report(
      after,
      `${name} takes ${takes} now, and took ${took}`,
      "major",
      "what callers pass is taken for something else",
    );
  }
}

/** Callers do not pass the name of a path parameter. */
const positions = ({ takes }: Method): string =>
  takes.map((name) => (name === "body" || name === "query" ? name : "id")).join();

/** What holds for every method of an API. */
function compareMarks(api: string, before: ApiFacts, after: ApiFacts, old: readonly Method[]): Change[] {
  const marks = [
    [
      "x-pagination",
      before.ours?.pagination,
      after.ours?.pagination,
      old.filter(({ pages }) => pages),
      "every listing of the facade finds its pages in other fields",
    ],
    [
      "x-envelope",
      before.ours?.envelope,
      after.ours?.envelope,
      old.filter(({ handwritten }) => !handwritten),
      "methods of the facade give another part of the response",
    ],
  ] as const;
  return marks.flatMap(([mark, one, two, concerned, reason]): Change[] => {
    if (canonical(one) === canonical(two) || concerned.length === 0) return [];
    return [
      {
        rating: "major",
        reason,
        package: "facade",
        operations: concerned.map(nameOf),
        change: `${api}: ${mark} ${inWords(one, two)}`,
        at: { document: "after", pointer: "#", keyword: mark },
      },
    ];
  });
}

/** Both values, or those of their fields that differ: `cursor next → after`. */
function inWords(one: unknown, two: unknown): string {
  if (!isObject(one) && !isObject(two)) return `${textOf(one)} → ${textOf(two)}`;
  const [before, after] = [asObject(one), asObject(two)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differing = [...names].filter((name) => canonical(before[name]) !== canonical(after[name]));
  return differing.map((name) => `${name} ${textOf(before[name])} → ${textOf(after[name])}`).join(", ");
}
