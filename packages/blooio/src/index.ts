export {
  createBlooioClient,
  keyVariable,
  type BlooioClient,
  type BlooioClientOptions,
  type BlooioMethods,
} from "./client.ts";
export type * from "./generated/schema.ts";
export { finalMessageStates, isKnown, type KnownValues } from "./generated/states.ts";
export { SwitchboardError, UndocumentedBody } from "@switchboard/typed-fetch";
