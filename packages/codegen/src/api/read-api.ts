import { isVariable, namesOfModules } from "./names.ts";
import type { ApiModel, Node, OperationModel, Pagination, PlainOperation } from "./model.ts";
import { paginationForm, readPagination } from "./pagination.ts";
import { escapeKey, Problem } from "./problem.ts";
import { readOperation } from "./read-operation.ts";
import { followerOf } from "./schemas.ts";

const methods = ["get", "put", "post", "patch", "delete"] as const;

/** Methods that OpenAPI allows and the clients do not send. */
const unsupported = ["head", "options", "trace", "servers"] as const;

/**
 * Reads a document.
 *
 * @param name the name of the API
 * @param document a bundled document, whose references stay within it
 * @throws Problem naming the place, the operation, and what is expected of it
 */
export function readApi(name: string, document: Node): ApiModel {
  const follow = followerOf(document);
  const pagination = paginationOf(document);
  const envelopes = envelopesOf(document);
  const operations = Object.entries<Node>(document["paths"] ?? {}).flatMap(([path, given]) => {
    const pointer = `#/paths/${escapeKey(path)}`;
    const item = follow(given);
    const odd = unsupported.find((key) => key in item);
    if (odd !== undefined) throw new Problem(`${pointer}/${odd}`, `${path}: no client sends what "${odd}" says`);
    return methods
      .filter((method) => method in item)
      .map((method) => readOperation({ pointer, path, item, method, pagination, envelopes, follow }));
  });
  checkNames(name, operations);
  checkKeys(operations);
  if (operations.length > 0 && !operations.some(({ result }) => result.kind === "listing")) {
    throw new Problem(
      "#/x-pagination",
      `x-pagination names the parameter "${pagination.parameter}" and the list "${pagination.items}", and no operation has both`,
    );
  }
  return {
    name,
    serverUrl: serverOf(document),
    pagination,
    operations,
    plain: operations.filter(isPlain),
    tags: new Map((document["tags"] ?? []).map((tag: Node) => [tag["name"], tag["description"] ?? ""])),
    follow,
  };
}

const isPlain = (operation: OperationModel): operation is PlainOperation =>
  operation.place !== undefined && operation.place.handwritten === undefined;

function paginationOf({ "x-pagination": given }: Node): Pagination {
  const pagination = readPagination(given);
  if (pagination !== undefined) return pagination;
  const is = given === undefined ? "the document has no x-pagination" : `x-pagination is ${JSON.stringify(given)}`;
  throw new Problem("#/x-pagination", `${is}; expected ${paginationForm}`);
}

/** The fields in which single objects arrive. */
function envelopesOf({ "x-envelope": given = [] }: Node): readonly string[] {
  const names: readonly unknown[] = [given].flat();
  if (names.every((name) => typeof name === "string" && name !== "")) return names as string[];
  throw new Problem(
    "#/x-envelope",
    `x-envelope is ${JSON.stringify(given)}; expected the name of the field that holds a single object, or a list of such names`,
  );
}

function serverOf({ servers }: Node): string {
  const url: unknown = servers?.[0]?.url;
  if (typeof url === "string" && /^https?:\/\/[^{}]+$/.test(url)) return url;
  throw new Problem(
    "#/servers",
    `the first of servers has ${JSON.stringify(url)} as its url; expected the address of the service, without variables`,
  );
}

/** Each operation has a name and a place of its own, and one that can stand in code. */
function checkNames(api: string, operations: readonly OperationModel[]): void {
  const ids = new Set<string>();
  const places = new Map<string, string>();
  for (const { id, pathParameters, place, pointer } of operations) {
    if (!isVariable(id) || namesOfModules.has(id)) {
      throw new Problem(
        `${pointer}/operationId`,
        `${id}: an operationId becomes a constant, and none can have this name; choose another`,
      );
    }
    if (ids.has(id)) throw new Problem(`${pointer}/operationId`, `${id}: two operations have this operationId`);
    ids.add(id);
    const names = pathParameters.map((parameter) => parameter.name);
    const wrong = names.find(
      (name, index) => !isVariable(name) || namesOfModules.has(name) || name === id || names.indexOf(name) !== index,
    );
    if (wrong !== undefined) {
      throw new Problem(
        pointer,
        `${id}: {${wrong}} in its path becomes a parameter of its method, and none can have this name beside the others; rename it, which changes nothing for the service`,
      );
    }
    if (place === undefined) continue;
    const name = `${place.resource}.${place.method}`;
    const holder = places.get(name);
    if (holder !== undefined) {
      throw new Problem(
        `${pointer}/x-sdk`,
        `${id}: ${name} is the place of ${holder} already; give one of them another name`,
      );
    }
    places.set(name, id);
    if (place.resource === api)
      throw new Problem(`${pointer}/x-sdk`, `${id}: a resource cannot have the name of its API`);
  }
}

/** A repetition is recognized by path: there, all sends must take a key, or one that takes none could be repeated. */
function checkKeys(operations: readonly OperationModel[]): void {
  const sends = operations.filter(({ method }) => method === "POST" || method === "PATCH");
  for (const { id, isKeyed, path, pointer } of sends) {
    const other = isKeyed ? undefined : sends.find((send) => send.isKeyed && send.path === path);
    if (other !== undefined) {
      throw new Problem(pointer, `${id}: ${other.id} takes an Idempotency-Key on the same path, and this one does not`);
    }
  }
}
