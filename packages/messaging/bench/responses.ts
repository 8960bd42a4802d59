/** The responses of the benchmarked service: the same bytes for each client that is compared. */

const conversation = {
  accountId: "40112",
  platform: "instagram",
  participants: [{ id: "17841400000000000", name: "Zofia Farrow", profileImageUrl: null, username: "zofia" }],
  createdAt: "2026-05-31T20:20:14.000Z",
  updatedAt: "2026-06-01T11:58:41.000Z",
};

/** A page of conversations that begins at an item of a list with `total` items. */
export function conversationPage(start: number, limit: number, total: number): string {
  const end = Math.min(start + limit, total);
  const items = Array.from({ length: Math.max(0, end - start) }, (_, index) => ({
    ...conversation,
    id: String(start + index),
  }));
  return JSON.stringify({ items, ...(end < total && { cursor: String(end) }) });
}

export const acceptedMessage: string = JSON.stringify({
  id: "1419065",
  conversationId: "700431",
  platform: "instagram",
  senderId: null,
  recipientId: "17841400000000000",
  text: "Your parcel is on its way.",
  status: "queued",
  errorCode: null,
  errorMessage: null,
  createdAt: "2026-06-01T12:00:00.000Z",
});

/** The message that is sent. */
export const outgoing = {
  accountId: "40112",
  recipientId: "17841400000000000",
  text: "Your parcel is on its way.",
  target: { targetType: "instagram" },
} as const;
