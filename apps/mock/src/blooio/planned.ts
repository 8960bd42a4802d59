import type { StateHandler } from "../model/handlers.ts";
import { BlooioError } from "./errors.ts";
import type { BlooioOperationId } from "./generated/operations.ts";
import type { State } from "./state.ts";

/** Operations that the vendor has announced and not built: they always respond with 501. */
const planned: readonly Planned[] = [
  "listChatParticipants",
  "addChatParticipant",
  "removeChatParticipant",
  "createAttachment",
  "getAttachment",
  "listTemplates",
  "createTemplate",
  "getTemplate",
  "deleteTemplate",
];

type Planned = Extract<
  BlooioOperationId,
  `${string}Participant${"s" | ""}` | `${string}Attachment` | `${string}Template${"s" | ""}`
>;

export const plannedHandlers = Object.fromEntries(
  planned.map((operationId): [Planned, StateHandler<State>] => [
    operationId,
    () => {
      throw new BlooioError(501, "not_implemented", `${operationId} is planned, and not there yet.`);
    },
  ]),
) as Readonly<Record<Planned, StateHandler<State>>>;
