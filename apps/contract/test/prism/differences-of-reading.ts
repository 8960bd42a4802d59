import { readSpecification, type Api } from "../specification.ts";
import type { OperationIds } from "../operations/by-hand.ts";
import { because, ofOperations, type Difference } from "./difference.ts";

const both: readonly Api[] = ["blotato", "blooio"];
const blotato: readonly Api[] = ["blotato"];
const blooio: readonly Api[] = ["blooio"];

const planned = readSpecification("blooio")
  .operations.filter(({ isPlanned }) => isPlanned)
  .map(({ operationId }) => operationId as OperationIds["blooio"]);

/** Requests that we read in another way than Prism, or reject with another status. */
export const differencesOfReading: readonly Difference[] = [
  ...because(
    "An id that cannot be decoded names nothing here. Prism does not catch its own error, and the process ends.",
    both,
    / id=%zz$/,
    [404, "ends"],
  ),
  ...because(
    "Nothing is read from a body that is not JSON in UTF-8. Prism gives no response when its parser rejects.",
    blotato,
    / (body ([{[].*|NaN|nothing)|Content-Type: .*utf-16)$/,
    [422, "silence"],
  ),
  ...because(
    "The same, with Blooio's status for what cannot be read.",
    blooio,
    / (body ([{[].*|NaN|nothing)|Content-Type: .*utf-16)$/,
    [400, "silence"],
  ),
  ...because(
    "A byte order mark is passed over. Prism's parser rejects it, and Prism gives no response.",
    both,
    / body with a byte order mark$/,
    ["success", "silence"],
  ),

  // What the services do, and Prism does not.
  ...because("Like most services, these take HEAD wherever they take GET.", both, / HEAD$/, [200, 405]),
  ...because("OPTIONS tells the methods of a path, as HTTP has it.", both, / OPTIONS$/, [204, 405]),
  ...because(
    "Neither spec has 405: a method that a path does not take gets 404, with the methods that it takes.",
    both,
    / (HEAD|PUT|PATCH|TRACE|PROPFIND)$/,
    [404, 405],
  ),
  ...because("HEAD needs the query that GET needs.", blooio, / HEAD$/, [400, 405]),
  ...because("The body of a PATCH or PUT is missing.", blooio, / (PATCH|PUT)$/, [400, 422]),
  ...because(
    "The services respond with JSON whatever `Accept` says.",
    both,
    / Accept: (text\/html|application\/xml|application\/json;q=0)$/,
    ["success", 406],
  ),
  ...because(
    "The name of an authentication scheme has no case; Prism expects its capital.",
    blooio,
    / lower-case scheme$/,
    ["success", 401],
  ),
  ...because(
    "A body that an operation does not take is passed over. Prism rejects it; where there is a query, with its status.",
    blotato,
    / with a body$/,
    ["success", 415],
    ["success", 422],
    ["success", 400],
  ),
  ...because("The same, with the statuses of Blooio.", blooio, / with a body$/, ["success", 415], ["success", 400]),
  ...because(
    "Names of query parameters have a case: these are unknown, and passed over; a required one is missing. Prism takes them for the lower-case ones.",
    blotato,
    / \?[A-Z_]+=0$/,
    ["success", 422],
    [422, "success"],
  ),
  ...because("The same, with Blooio's status.", blooio, / \?[A-Z_]+=0$/, ["success", 400], [400, "success"]),

  // What Prism lets through.
  ...because(
    "An empty value is neither a number nor one of the known words. Prism takes it for none.",
    blotato,
    / \?\w+=?$/,
    [422, "success"],
  ),
  ...because("The same, with Blooio's status.", blooio, / \?\w+=?$/, [400, "success"]),
  ...because(
    "A whole number is written in digits; Prism takes what JavaScript takes.",
    blotato,
    / \?\w+=( 7|0x10|1e1)$/,
    [422, "success"],
  ),
  ...because("The same, with Blooio's status.", blooio, / \?\w+=( 7|0x10|1e1)$/, [400, "success"]),
  ...because(
    "A compressed body cannot be read, nor one in another character set or media type. Prism reads them as plain JSON.",
    blotato,
    / (Content-Encoding: gzip|Content-Type: .*(iso-8859-1|problem\+json))$/,
    [422, "success"],
  ),
  ...because(
    "The same, with Blooio's status.",
    blooio,
    / (Content-Encoding: gzip|Content-Type: .*(iso-8859-1|problem\+json))$/,
    [400, "success"],
  ),
  ...because(
    "The optional body is there, and is not an object. Prism takes `null` for none.",
    blooio,
    / body is null$/,
    [422, "success"],
  ),

  // The same rejection with another status.
  ...because(
    "What cannot be read at all is 400 at Blooio, and a readable body that breaks a rule 422. Prism prefers 422.",
    blooio,
    / (Content-Type missing|Content-Type: (application\/x-www.*|application\/xml|multipart.*|text\/plain)|body (empty|missing))$/,
    [400, 422],
  ),
  ...because(
    "No media type at all is a malformed request. Prism fails over it.",
    blotato,
    / Content-Type: application$/,
    [422, 500],
  ),
  ...because("The same, with Blooio's status.", blooio, / Content-Type: application$/, [400, 500]),
  ...because(
    "Blotato has no 400; Prism's parser responds by itself.",
    blotato,
    / Content-Type: .*charset=nothing$/,
    [422, 400],
  ),
  ...because(
    "A preference that nothing fulfils is a malformed request. Prism gives 404, as if the path were unknown.",
    blotato,
    / Prefer: (code=418|example=zz)$/,
    [422, 404],
  ),
  ...because("The same, with Blooio's status.", blooio, / Prefer: (code=418|example=zz)$/, [400, 404]),
  ...because(
    "What is not a preference is passed over, as HTTP says. Prism rejects it.",
    both,
    / Prefer: (code=abc|dynamic=maybe)$/,
    ["success", 422],
  ),
  ...because(
    "A response without a body has no examples; Prism passes over the wish for one.",
    blotato,
    / Prefer: example=zz$/,
    [422, 204],
  ),

  ...ofOperations(
    "A file comes in a form. JSON is rejected before its text is read; Prism rejects whatever else is wrong first.",
    "blooio",
    ["setChatBackground", "setGroupIcon", "uploadContactCardAvatar"],
    / (\/\.\/path|lower-case scheme|Prefer: (code=abc|dynamic=maybe)|body with a byte order mark)$/,
    [404, 400],
    [400, 401],
    [400, 422],
    [400, "silence"],
  ),

  // What is only planned is 501, whatever a request holds. Prism has no success to give, and gives the first error.
  ...ofOperations("All that it gives is 501.", "blooio", planned, /./, [501, 401]),
  ...ofOperations(
    "The same, where Prism rejects the request first.",
    "blooio",
    planned,
    / (Accept: .*|HEAD|Prefer: (code=abc|dynamic=maybe)|with a body)$/,
    [501, 406],
    [501, 405],
    [501, 422],
    [501, 415],
  ),
  ...ofOperations("There is no success to make up.", "blooio", planned, / Prefer: dynamic=true$/, [400, 401]),
  ...ofOperations("Its dots are not resolved.", "blooio", planned, / \/\.\/path$/, [404, 401]),

  // Paths.
  ...because(
    "A path is taken as it stands. Prism takes what follows two slashes for a host, and routes by the rest.",
    blooio,
    / \/path$/,
    [404, "success"],
    [404, 405],
  ),
  ...because("A path is taken as it stands. Prism resolves its dots first.", both, / \/\.\/path$/, [404, "success"]),
  ...because(
    "A parameter in the path is not empty. Prism routes there, and rejects what else is missing, or misses the method.",
    both,
    / path\/ of a collection$/,
    [404, 422],
    [404, 405],
  ),
  ...because("The same, where a parameter of the query is required.", blooio, / path\/ of a collection$/, [404, 400]),
  ...because("A path that another method would take gets 404.", both, / path\/more of a collection$/, [404, 405]),
  ...because(
    "The same, where something else in place of the last part of the path may be an id.",
    both,
    / path(#fragment|%)$/,
    [404, 405],
  ),
];
