import { identityAt } from "./addresses.ts";
import type { ChannelType, Contact } from "./records.ts";
import type { State } from "./state.ts";

/** The contact who is reached at an address. */
export function contactAt({ contactIds, contacts }: State, address: string): Contact | undefined {
  const id = contactIds.get(address);
  return id === undefined ? undefined : contacts.get(id);
}

/** The contact at an address, made when there is none, with an identity on the channel type. */
export function introduce(state: State, type: ChannelType, address: string, identityId: string): Contact {
  const known = contactAt(state, address);
  if (known !== undefined && identityAt(known, type, address) !== undefined) return known;
  const contact = known ?? { id: state.ids.next("ct", state.clock.now()), name: null, identities: [] };
  const grown = { ...contact, identities: [...contact.identities, { id: identityId, channelType: type, address }] };
  state.contacts.set(grown.id, grown);
  for (const identity of grown.identities) state.contactIds.set(identity.address, grown.id);
  return grown;
}
