import type { RecordedRequest } from "../service/admin.ts";
import { linkTo } from "../shell/router.ts";
import type { ApiName, OperationIds } from "../spec/operations.ts";

export interface NextStep {
  readonly text: string;
  readonly links: readonly (readonly [label: string, href: string])[];
}

interface Situation {
  /** Of clients, oldest first. */
  readonly requests: readonly RecordedRequest[];
  readonly faults: number;
  readonly subscriptions: number;
}

const form = <Api extends ApiName>(api: Api, operationId: OperationIds[Api]): string =>
  linkTo("requests", api, operationId);

/** What somebody does next who has come this far; undefined once there is nothing left to show. */
export function nextStep({ faults, requests, subscriptions }: Situation): NextStep | undefined {
  const did = (operationId: string): boolean =>
    requests.some((request) => request.operationId === operationId && request.response?.status === 201);
  if (requests.length === 0)
    return {
      text: "Begin with a list: it shows whom the mock has made up for your key.",
      links: [
        ["List conversations on Blotato", form("blotato", "listConversations")],
        ["List chats on Blooio", form("blooio", "listChats")],
      ],
    };
  if (!did("sendMessage"))
    return {
      text: "Send a message. The form is filled already, and the inbox shows how it arrives.",
      links: [
        ["Send on Blotato", form("blotato", "sendMessage")],
        ["Send on Blooio", form("blooio", "sendMessage")],
      ],
    };
  if (faults === 0 && requests.every(({ fault }) => fault === undefined))
    return {
      text: "Let something go wrong, and see which error your code gets.",
      links: [["Switch on a fault", linkTo("bench")]],
    };
  if (subscriptions === 0)
    return {
      text: "Let events come to your program, instead of reading lists again and again.",
      links: [["Subscribe a webhook", linkTo("webhooks")]],
    };
  return undefined;
}
