import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { badRequest, BlooioError, conflict, found } from "../errors.ts";
import { emit } from "../events/emit.ts";
import { exampleIds } from "../generated/examples.ts";
import { capabilitiesOf } from "../made-up/channels.ts";
import type { State } from "../state.ts";
import { ownNumbers, planOf, type OwnNumber } from "./numbers.ts";
import { impossibleArea, isAreaCode, stock } from "./stock.ts";

/** An order of numbers, and how far it is. */
export interface Purchase {
  readonly id: string;
  readonly order: Order;
  readonly status: "action_required" | "provisioning" | "completed" | "failed";
  readonly lines: readonly { readonly phone_number: string; readonly channel_id: string }[];
}

interface Order {
  readonly plan: string;
  readonly quantity?: number;
  readonly area_codes?: readonly string[];
  readonly zip_codes?: readonly string[];
}

const mostLines = 10;
/** How long the bank's confirmation takes, and how long the numbers. */
const confirmed = 1_000;
const provisioned = 1_000;

/** What the organization bought before: its own number, under the id of the spec's examples. */
export const pastPurchases: readonly Purchase[] = [
  {
    id: exampleIds.purchaseId,
    order: { plan: "dedicated_com" },
    status: "completed",
    lines: [{ phone_number: exampleIds.channel, channel_id: exampleIds.channel_id }],
  },
];

/** Starts a purchase. The first of a tenant has to be confirmed, which happens by itself. */
export function purchaseBlooioNumbers(state: State, { body }: OperationRequest): OperationResponse {
  const order = body as Order;
  checkOrder(state, order);
  const now = state.clock.now();
  const isFirst = state.purchases.size === pastPurchases.length;
  const id = state.ids.next("pur", now);
  const paid = isFirst ? now + confirmed : now;
  save(state, { id, order, lines: [], status: isFirst ? "action_required" : "provisioning" });
  if (isFirst) {
    emit(state, "number.purchase.action_required", {
      purchase_id: id,
      status: "action_required",
      action_url: actionUrl(id),
    });
    state.schedule.at(paid, () => change(state, id, { status: "provisioning" }));
  }
  state.schedule.at(paid + provisioned, (time) => finish(state, id, time));
  const { status } = findPurchase(state, id);
  const action = isFirst ? actionUrl(id) : null;
  return { status: 202, body: { data: { purchase_id: id, status, action_url: action } } };
}

export function getBlooioPurchase(state: State, { path }: OperationRequest): OperationResponse {
  const { id, lines, status } = findPurchase(state, path["purchaseId"]);
  return { status: 200, body: { data: { purchase_id: id, status, allocations: lines.map((line) => ({ ...line })) } } };
}

const actionUrl = (id: string): string => `https://pay.example.com/confirm/${id}`;

function checkOrder(state: State, { area_codes: areaCodes = [], plan, quantity = 1 }: Order): void {
  const wrong = areaCodes.find((code) => !isAreaCode(code));
  if (wrong !== undefined) throw badRequest(`area_codes: ${JSON.stringify(wrong)} is not a US area code`);
  if (Math.max(quantity, areaCodes.length) > mostLines)
    throw new BlooioError(400, "line_limit_exceeded", `An order may have ${mostLines} lines.`);
  const shared = ownNumbers(state).find((number) => planOf(number) === "shared");
  if (plan.startsWith("shared") && shared !== undefined)
    throw conflict(
      "shared_number_limit",
      `An organization may have one shared number, and this one has ${shared.address}.`,
    );
}

const findPurchase = ({ purchases }: State, id = ""): Purchase => found(purchases.get(id), "purchase", id);

const save = ({ purchases }: State, purchase: Purchase): void => void purchases.set(purchase.id, purchase);

const change = (state: State, id: string, changes: Partial<Purchase>): void =>
  save(state, { ...findPurchase(state, id), ...changes });

function finish(state: State, id: string, time: number): void {
  const { order } = findPurchase(state, id);
  if (order.area_codes?.includes(impossibleArea) === true) {
    change(state, id, { status: "failed" });
    const reason = `No number of the area ${impossibleArea} could be had.`;
    emit(state, "number.purchase.failed", { purchase_id: id, status: "failed", reason }, time);
    return;
  }
  const lines = newNumbers(state, order, time).map(({ address, id: channel }) => ({
    phone_number: address,
    channel_id: channel,
  }));
  change(state, id, { status: "completed", lines });
  emit(
    state,
    "number.purchase.completed",
    {
      purchase_id: id,
      status: "completed",
      lines,
      phone_numbers: lines.map((line) => line.phone_number),
      channel_ids: lines.map((line) => line.channel_id),
    },
    time,
  );
}

/** Sets up a channel for each line of an order: of the areas that it names, in turn. */
function newNumbers(state: State, { area_codes: areas = [], plan, quantity = 1 }: Order, time: number): OwnNumber[] {
  const kind = plan.startsWith("shared") ? "shared" : plan.startsWith("inbound") ? "inbound" : "dedicated";
  const count = kind === "shared" ? 1 : Math.max(quantity, areas.length);
  return Array.from({ length: count }, (_, index) => {
    const channel: OwnNumber = {
      id: `ch_${state.ids.uuid()}`,
      type: "blooio",
      address: freeNumber(state, areas.length === 0 ? undefined : areas[index % areas.length]),
      status: "active",
      plan: kind,
      capabilities: capabilitiesOf("blooio"),
      created_at: time,
    };
    state.channels.put(channel);
    return channel;
  });
}

/** The lowest number that nobody has, of those in stock, or else of those ordered. */
function freeNumber({ channels }: State, area: string | undefined): string {
  const taken = new Set([...channels.values()].map(({ address }) => address));
  const stocked = stock.find(({ areaCode, number }) => (area ?? areaCode) === areaCode && !taken.has(number));
  if (stocked !== undefined) return stocked.number;
  let line = 100;
  while (taken.has(`+1${area ?? "907"}5550${line}`)) line += 1;
  return `+1${area ?? "907"}5550${line}`;
}
