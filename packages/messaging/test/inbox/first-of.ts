/** The first of what can be iterated, of which no more is read. */
export const firstOf = async <Item>(items: AsyncIterable<Item>): Promise<Item> => {
  for await (const item of items) return item;
  throw new Error("there is none");
};
