import { chance } from "../../model/made-up/chance.ts";
import { numbered, recurring } from "../../model/made-up/numbered.ts";
import type { SharedRecords } from "../../model/records.ts";
import { exampleIds } from "../generated/examples.ts";
import { numberedId, numberIn, saltOf } from "../ids.ts";
import type { Contact, Identity } from "../records.ts";
import { personAt, personNumberOf } from "./people.ts";
import { chatsPerParty, kindOf, partiesPerRound, partyOf } from "./places.ts";

/** The contacts of a tenant. */
export interface MadeUpContacts {
  /** In the order in which they became contacts. */
  readonly contacts: Required<SharedRecords<Contact>>;
  /** The id of the contact who is reached at an address. */
  readonly contactIdAt: (address: string) => string | undefined;
  /** The id of the contact of a party; only for parties that are contacts. */
  readonly contactIdOf: (party: number) => string;
  /** The party of a contact; undefined when nobody has the id. */
  readonly partyWith: (contactId: string) => number | undefined;
}

const aspects = { id: 21, tags: 22 } as const;

/** How long before their latest chat people have been contacts. */
const sinceBefore = 90 * 24 * 3_600_000;

const contactParties = Array.from({ length: partiesPerRound }, (_, party) => party).filter(
  (party) => kindOf(party) === "contact",
);

/**
 * The contacts among the people of the chats. Like the chats, they are numbered back from the newest.
 *
 * @param now the time with which the ids begin
 */
export function madeUpContacts(
  seed: number,
  now: number,
  chats: number,
  identityAt: (chat: number) => Identity,
  lastTimeAt: (chat: number) => number,
): MadeUpContacts {
  const parties = recurring(contactParties, partiesPerRound, partyOf(chats + chatsPerParty - 1));
  const contactIdOf = (party: number): string => numberedId("ct", now, party, saltOf(seed, aspects.id, party));
  const isContact = (party: number): boolean =>
    party >= 0 && party * chatsPerParty < chats && kindOf(party) === "contact";
  const partyWith = (contactId: string): number | undefined => {
    const party = numberIn(contactId);
    return isContact(party) && contactIdOf(party) === contactId ? party : undefined;
  };
  const contactAt = (number: number): Contact => {
    const party = parties.at(number);
    const first = party * chatsPerParty;
    return {
      id: contactIdOf(party),
      name: personAt(party).name,
      // The contact of the documented examples has a tag to remove.
      tags: party === 0 ? ["regular", exampleIds.tag] : chance(4, seed, aspects.tags, party) === 0 ? ["regular"] : [],
      identities: [first, first + 1].filter((chat) => chat < chats).map(identityAt),
      created_at: lastTimeAt(first) - sinceBefore,
    };
  };
  const numberOf = (party: number): number =>
    Math.floor(party / partiesPerRound) * contactParties.length + contactParties.indexOf(party % partiesPerRound);
  return {
    contacts: numbered(parties.length, contactAt, (id) => numberOf(partyWith(id) ?? -1)),
    contactIdAt(address) {
      const party = personNumberOf(address) ?? -1;
      return isContact(party) ? contactIdOf(party) : undefined;
    },
    contactIdOf,
    partyWith,
  };
}
