/** Which names of a document can stand in generated code. */

/** Whether a variable can have this name in a module. */
export const isVariable = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name) && !reservedWords.has(name);

const reservedWords = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for " +
    "function if implements import in instanceof interface let new null package private protected public return static super switch " +
    "this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Names that generated operations and methods use themselves. */
export const namesOfModules: ReadonlySet<string> = new Set(
  "body call itemsIn keyedPaths list objectIn options pagination query rateLimits serverUrl withText".split(" "),
);

/** Whether a type can have this name: not one that TypeScript has, and not one that generated code uses. */
export const isTypeName = (name: string): boolean => isVariable(name) && !typeNames.has(name);

const typeNames = new Set(
  (
    "any bigint boolean never number object string symbol unknown " +
    "components operations paths webhooks $defs Record WithRequired " +
    "Bounds Operation Pagination RateLimits ReadonlySet Set CallOptions Core Listing ListOptions Promise"
  ).split(" "),
);
