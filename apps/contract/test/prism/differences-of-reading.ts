import type { Api } from "../specification.ts";
import { because, type Difference } from "./difference.ts";

const both: readonly Api[] = ["blotato", "blooio"];
const blotato: readonly Api[] = ["blotato"];
const blooio: readonly Api[] = ["blooio"];

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
    blotato,
    / body with a byte order mark$/,
    [201, "silence"],
  ),
  ...because(
    "The same, with the statuses of Blooio.",
    blooio,
    / body with a byte order mark$/,
    [200, "silence"],
    [201, "silence"],
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
  ...because(
    "The services respond with JSON whatever `Accept` says.",
    blotato,
    / Accept: (text\/html|application\/xml|application\/json;q=0)$/,
    [200, 406],
    [201, 406],
  ),
  ...because(
    "The same, where Prism would give the send 200.",
    blooio,
    / Accept: (text\/html|application\/xml|application\/json;q=0)$/,
    [200, 406],
    [201, 406],
  ),
  ...because(
    "The name of an authentication scheme has no case; Prism expects its capital.",
    blooio,
    / lower-case scheme$/,
    [200, 401],
    [201, 401],
  ),
  ...because(
    "A body that an operation does not take is passed over. Prism rejects it; where there is a query, with its status.",
    blotato,
    / with a body$/,
    [200, 415],
    [200, 422],
  ),
  ...because("The same, with the statuses of Blooio.", blooio, / with a body$/, [200, 415], [200, 400]),
  ...because(
    "Names of query parameters have a case: these are unknown, and passed over. Prism takes them for the lower-case ones.",
    blotato,
    / \?(LIMIT|PLATFORM)=0$/,
    [200, 422],
  ),
  ...because("The same, with Blooio's status.", blooio, / \?(LIMIT|ORDER|STATE|STATUS|TYPE)=0$/, [200, 400]),

  // What Prism lets through.
  ...because(
    "An empty value is neither a number nor one of the known words. Prism takes it for none.",
    blotato,
    / \?(limit|platform)=?$/,
    [422, 200],
  ),
  ...because("The same, with Blooio's status.", blooio, / \?(limit|order|state|status|type)=?$/, [400, 200]),
  ...because(
    "A whole number is written in digits; Prism takes what JavaScript takes.",
    blotato,
    / \?limit=( 7|0x10|1e1)$/,
    [422, 200],
  ),
  ...because("The same, with Blooio's status.", blooio, / \?limit=( 7|0x10|1e1)$/, [400, 200]),
  ...because(
    "A compressed body cannot be read, nor one in another character set or media type. Prism reads them as plain JSON.",
    blotato,
    / (Content-Encoding: gzip|Content-Type: .*(iso-8859-1|problem\+json))$/,
    [422, 201],
  ),
  ...because(
    "The same, with Blooio's status.",
    blooio,
    / (Content-Encoding: gzip|Content-Type: .*(iso-8859-1|problem\+json))$/,
    [400, 200],
  ),
  ...because(
    "The optional body is there, and is not an object. Prism takes `null` for none.",
    blooio,
    /^setTyping body is null$/,
    [422, 200],
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
    [200, 422],
    [201, 422],
  ),

  // Paths.
  ...because("A path is taken as it stands. Prism resolves its dots first.", both, / \/\.\/path$/, [404, 200]),
  ...because("The same, with the statuses of Blotato.", blotato, / \/\.\/path$/, [404, 201]),
  ...because(
    "A parameter in the path is not empty. Prism routes there, and rejects what else is missing.",
    both,
    /^list(Conversations|Chats|Channels|ChatMessages) path\/$/,
    [404, 422],
  ),
  ...because(
    "A parameter in the path is not empty. Prism routes there, and misses the method.",
    both,
    /^(publishPost|createChat|sendMessageToChat) path\/$/,
    [404, 405],
  ),
  ...because(
    "A path that another method would take gets 404.",
    both,
    /^(publishPost|createChat|sendMessageToChat) path\/more$/,
    [404, 405],
  ),
];
