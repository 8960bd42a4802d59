export {
  createBlotatoClient,
  keyVariable,
  type BlotatoClient,
  type BlotatoClientOptions,
  type BlotatoMethods,
} from "./client.ts";
export type * from "./generated/schema.ts";
export { finalMessageStatuses, finalPostStates, isKnown, type KnownValues } from "./generated/states.ts";
export { SwitchboardError, UndocumentedBody } from "@switchboard/typed-fetch";
