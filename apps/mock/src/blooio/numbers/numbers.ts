import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { FlatBlooioError, found, unprocessable } from "../errors.ts";
import type { Channel } from "../records.ts";
import type { State } from "../state.ts";
import { pictureIn } from "../uploads.ts";

/** A channel that is a number of Blooio's own. */
export type OwnNumber = Channel & { readonly address: string };

/** What a number shares of itself. */
export interface ContactCard {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly avatar: string | null;
  readonly sharing: Readonly<Record<string, unknown>>;
}

const usable: ReadonlySet<string> = new Set(["active", "suspended"]);

export const ownNumbers = ({ channels }: State): readonly OwnNumber[] =>
  [...channels.values()].filter(
    (channel): channel is OwnNumber =>
      channel.type === "blooio" && channel.address !== null && usable.has(channel.status),
  );

/** @throws BlooioError when the organization has no such number */
function findNumber(state: State, number = ""): OwnNumber {
  const digits = number.replaceAll(/[\s().-]/g, "");
  const own = ownNumbers(state).find(({ address }) => address === digits);
  return found(own, "number", number);
}

/** The second number of the organization is shared with others. */
export const planOf = ({ address, plan }: OwnNumber): "shared" | "dedicated" | "inbound" =>
  plan ?? (address === "+15555550102" ? "shared" : "dedicated");

export const listNumbers = (state: State): OperationResponse => ({
  status: 200,
  body: { data: ownNumbers(state).map(showNumber) },
});

const showNumber = (channel: OwnNumber): Record<string, unknown> => ({
  phone_number: channel.address,
  is_active: channel.status === "active",
  suspended: channel.status === "suspended",
  status: channel.status,
  last_active: channel.created_at,
  plan_kind: planOf(channel),
});

export const getContactCard = (state: State, { path }: OperationRequest): OperationResponse =>
  showCard(state, findNumber(state, path["number"]));

export function updateContactCard(state: State, { body, path }: OperationRequest): OperationResponse {
  const number = findNumber(state, path["number"]);
  const { sharing, ...fields } = body as Partial<ContactCard>;
  if (sharing === undefined && Object.keys(fields).length === 0)
    throw unprocessable("validation_failed", "the body must have a field to change");
  const card = cardOf(state, number);
  state.cards.set(number.address, { ...card, ...fields, sharing: { ...card.sharing, ...sharing } });
  return showCard(state, number);
}

export function uploadContactCardAvatar(state: State, request: OperationRequest): OperationResponse {
  const number = findNumber(state, request.path["number"]);
  state.cards.set(number.address, { ...cardOf(state, number), avatar: pictureIn(request, "avatar").url });
  return showCard(state, number);
}

export function requestCallForwarding(state: State, { body, path }: OperationRequest): OperationResponse {
  const number = findNumber(state, path["number"]);
  if (planOf(number) === "shared")
    throw new FlatBlooioError(403, "forbidden", `The calls of ${number.address} cannot be forwarded: it is shared.`);
  const { forward_to: forwardTo } = body as { readonly forward_to: string };
  const ticket = state.ids.next("tkt", state.clock.now());
  const data = { ticket_id: ticket, status: "requested", number: number.address, forward_to: forwardTo };
  return { status: 200, body: { data } };
}

function cardOf({ cards, initial }: State, { address }: OwnNumber): ContactCard {
  const [first = "", ...others] = initial.organization.name.split(" ");
  const sharing = { enabled: true, audience: "contacts", name_format: "first_last" };
  return cards.get(address) ?? { first_name: first, last_name: others.join(" "), avatar: null, sharing };
}

function showCard(state: State, number: OwnNumber): OperationResponse {
  const { first_name, last_name, avatar, sharing } = cardOf(state, number);
  const name = [first_name, last_name].filter((part) => part !== null && part !== "").join(" ");
  return {
    status: 200,
    body: {
      data: { phone_number: number.address, first_name, last_name, name, avatar, has_wallpaper: false, sharing },
    },
  };
}
