/** The views by the first part of their address, in the order of the navigation. */
export const viewTitles = {
  "": "Start",
  requests: "Requests",
  inbox: "Inbox",
  journal: "Journal",
  bench: "Faults and clock",
  webhooks: "Webhooks",
} as const;

export type ViewName = keyof typeof viewTitles;

export const viewNames = Object.keys(viewTitles) as readonly ViewName[];
