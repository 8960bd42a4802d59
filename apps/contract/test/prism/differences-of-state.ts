import type { Api } from "../specification.ts";
import { because, ofOperations, type Difference } from "./difference.ts";

const both: readonly Api[] = ["blotato", "blooio"];
const blotato: readonly Api[] = ["blotato"];
const blooio: readonly Api[] = ["blooio"];

/** Requests whose response depends on what there is, of which Prism knows nothing. */
export const differencesOfState: readonly Difference[] = [
  // Prism has no state: whatever a request names is there.
  ...because("Nothing has this id.", both, / (id=(nothing|%00|%F0%9F%98%80|\.\.%2F\.\.|a+)|path#fragment)$/, [
    404,
    "success",
  ]),
  ...because("The path is that of one item, and nothing has the id `more`.", both, / path\/more of a collection$/, [
    404,
    "success",
  ]),
  ...because("This key is another one, and what was made with the first is not there.", blotato, / Basic key$/, [
    404,
    "success",
  ]),
  ...because("A cursor is one that a page gave, and nothing else.", blotato, / \?cursor=x,x$/, [422, "success"]),
  ...because("The same, with Blooio's status.", blooio, / \?cursor=x,x$/, [400, "success"]),

  // Prism gives the first success that the spec documents; we give the one that happened.
  ...ofOperations(
    "A new message, chat or vote is 201; 200 is for what was there already.",
    "blooio",
    ["createChat", "sendMessage", "sendMessageToChannel", "sendMessageToChat", "votePoll"],
    /./,
    [201, 200],
  ),
  ...ofOperations(
    "A message to several people has a result for each of them.",
    "blooio",
    ["sendMessage"],
    / body as documented: several$/,
    [207, 200],
  ),

  // What a spec cannot say, and the services know.
  ...ofOperations(
    "The account, the post, the comment and the template that a body names are looked up.",
    "blotato",
    ["createComment", "createVisual", "sendMessage"],
    / body \w+Id (empty|unknown)$/,
    [404, 201],
  ),
  ...ofOperations(
    "The account of the boards is one of the key's owner.",
    "blotato",
    ["listPinterestBoards"],
    / \?accountId=nothing(,nothing)?$/,
    [404, 200],
  ),
  ...ofOperations(
    "The template says which inputs it needs, where no prompt stands in for them.",
    "blotato",
    ["createVisual"],
    / body without (inputs\.\w+|prompt)$/,
    [422, 201],
  ),
  ...ofOperations(
    "The account, the page and the slot of a post are those of the key's owner.",
    "blotato",
    ["publishPost", "updateSchedule"],
    / body (post|patch\.draft|slot)\.(accountId|target\.pageId|id) (empty|unknown)$/,
    [422, 201],
    [422, 204],
  ),
  ...ofOperations(
    "The accounts of a slot are those of the key's owner. Prism takes a number for a text where null may stand too.",
    "blotato",
    ["createScheduleSlots", "updateScheduleSlot", "findNextSlot"],
    / body (slots\.\d\.)?(selectedTargets\.\d\.)?accountId (empty|unknown|of another type)$/,
    [422, 201],
    [422, 204],
    [422, 200],
  ),
  ...ofOperations(
    "The calendar has a slot for one page of the account alone.",
    "blotato",
    ["findNextSlot"],
    / body (without subaccountId|subaccountId (null|empty|unknown))$/,
    [404, 200],
  ),
  ...ofOperations(
    "Media comes from a public address or a data URI, a source from a public address.",
    "blotato",
    ["createSource", "uploadMedia"],
    / body (source\.)?url (empty|unknown)$/,
    [422, 201],
  ),
  ...ofOperations(
    "Sender, contact, group and hybrid set-up are looked up.",
    "blooio",
    ["mergeContact", "sendMessage", "sendMessageToChannel"],
    / body ((from|source_contact_id|to\.(contact|group)_id) (empty|unknown)|hybrid of another type)$/,
    [404, 200],
  ),
  ...ofOperations(
    "The channels of a priority are those of the organization.",
    "blooio",
    ["createPriority", "updatePriority"],
    / body channels\.\d(\.channel_id)? (empty|unknown|of another type)$/,
    [404, 201],
    [404, 200],
  ),
  ...ofOperations("A group needs a sender.", "blooio", ["sendMessage"], / body without from$/, [422, 200]),
  ...ofOperations(
    "A recipient is a phone number or an e-mail address.",
    "blooio",
    ["createChat", "sendMessage", "sendMessageToChannel"],
    / body to(\.[01])? (empty|unknown)$/,
    [422, 200],
  ),
  ...ofOperations(
    "The channel of a new chat, group or webhook is one of the organization's.",
    "blooio",
    ["createChat", "createGroup", "createWebhook"],
    / body channel_id (empty|unknown)$/,
    [422, 200],
    [422, 201],
  ),
  ...ofOperations(
    "The version of a webhook is one that there is.",
    "blooio",
    ["createWebhook"],
    / body api_version (empty|unknown)$/,
    [422, 201],
  ),
  ...ofOperations(
    "Whoever is added is named by a phone number or an e-mail address.",
    "blooio",
    ["attachContactIdentity", "createContact", "createGroup", "updateContactIdentity"],
    / body (identifier|members\.\d(\.identifier)?) (empty|unknown|of another type)$/,
    [422, 200],
    [422, 201],
  ),
  ...ofOperations(
    "Something must be there. The spec says so in words only.",
    "blooio",
    ["addContactTags", "updateChat", "updateContactCard", "votePoll"],
    / body (without \w+|is \{\}|tags?(\.\d)? empty)$/,
    [422, 200],
  ),
  ...ofOperations(
    "A vote is for an option of the poll.",
    "blooio",
    ["votePoll"],
    / body option (empty|unknown)$/,
    [422, 200],
  ),
  ...ofOperations(
    "Area codes have three digits, and a removal has reasons. The spec says so in words only.",
    "blooio",
    ["purchaseBlooioNumbers", "removeBlooioNumber"],
    / body (area_codes\.\d (empty|unknown)|reasons empty|without reasons\.\d)$/,
    [400, 202],
    [400, 200],
  ),
  ...ofOperations(
    "A reply is to a message of the chat.",
    "blooio",
    ["sendMessageToChat"],
    / body reply_to (empty|unknown)$/,
    [422, 200],
  ),
  ...ofOperations(
    "Exactly one kind of content must be there. The spec says so in words only.",
    "blooio",
    ["sendMessage", "sendMessageToChannel", "sendMessageToChat"],
    / body (without (text|parts|poll|rich_link|template|imessage_app|app_clip)|text empty|is \{\})$/,
    [422, 200],
  ),
  ...ofOperations(
    "A part of a message is a text or a file. The spec says so in words only.",
    "blooio",
    ["sendMessage", "sendMessageToChannel", "sendMessageToChat"],
    / body (without parts\.\d\.(text|url)|parts\.\d\.text empty)$/,
    [422, 200],
  ),
  ...ofOperations(
    "A reaction is a sign and one of the known names.",
    "blooio",
    ["addReaction"],
    / body reaction (empty|unknown)$/,
    [422, 200],
  ),
  ...ofOperations(
    "One empty idempotency key cannot be distinguished from another.",
    "blooio",
    ["sendMessage", "sendMessageToChannel", "sendMessageToChat"],
    / Idempotency-Key:$/,
    [400, 200],
  ),
];
