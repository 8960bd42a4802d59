/** Four lines about one thing: the customer begins, and the bakery has the last word. */
type Exchange = readonly [string, string, string, string];

/** What people write to a bakery. */
const exchanges: readonly Exchange[] = [
  [
    "Are you open this afternoon?",
    "Yes, until six today.",
    "Perfect, I'll drop by after work.",
    "See you later! We'll keep the oven warm.",
  ],
  [
    "Do you still have the rye with walnuts?",
    "Three left on the shelf. Shall we put one aside?",
    "Please! I can be there at five.",
    "Done, it's under your name.",
  ],
  [
    "Hi, could you make a birthday cake for twelve by Saturday?",
    "With pleasure. Chocolate, lemon or carrot?",
    "Lemon, please. And 'Happy 40th' on top.",
    "Noted. You can collect it from nine on Saturday.",
  ],
  [
    "Is the seed loaf free of nuts? My daughter is allergic.",
    "It has no nuts, but we do use them in the same kitchen.",
    "Good to know, thank you for being honest.",
    "Of course. Ask us anytime.",
  ],
  [
    "Can I book a table for four on Sunday?",
    "Sure. At ten, or at half past eleven?",
    "Half past eleven is great.",
    "The table for four is booked.",
  ],
  [
    "When is the next sourdough course?",
    "On the first Tuesday of the month, two places are free.",
    "I'd like both, for my brother and me.",
    "Wonderful, both of you are on the list.",
  ],
  [
    "I think I left a green scarf at your place yesterday.",
    "We found it by the window. It's waiting at the counter.",
    "You're lifesavers. I'll fetch it tomorrow.",
    "No hurry, it's in good company.",
  ],
  [
    "Your delivery came without the rolls this morning.",
    "We're sorry! May we bring them round at noon?",
    "That would be lovely.",
    "They are on their way, with a jar of jam from us.",
  ],
  [
    "Do you deliver to the old town?",
    "Yes, every weekday before eight.",
    "How do I sign up?",
    "Call +1 555 0142 or write to bread@example.com.",
  ],
  [
    "What's in the soup today?",
    "Roasted carrot and ginger, with a slice of rye.",
    "Save me a bowl?",
    "Saved. It's on the stove until two.",
  ],
  [
    "The cinnamon knots were the best thing this week.",
    "You just made our baker's day.",
    "Will you have them on Friday as well?",
    "Every Friday, from seven in the morning.",
  ],
  [
    "Could you share the starter recipe?",
    "Equal parts rye flour and water, a warm place, and five days.",
    "That's all? I'll try it tonight.",
    "That's all. Send us a photo when it bubbles!",
  ],
  [
    "Do you take cards now?",
    "Cards, phones and coins, whatever you have on you.",
    "Great, last time I had to run to the bank.",
    "Next coffee is on us, for the run.",
  ],
  [
    "We'd need 60 rolls for a school fair. Possible?",
    "Possible with two days' notice. Which day is the fair?",
    "Thursday next week, at eight.",
    "60 rolls for Thursday, ready at half past seven.",
  ],
  [
    "Is the lift working again? I come with a pram.",
    "It is, since this morning.",
    "Brilliant, then we'll have breakfast upstairs.",
    "The table next to the lift is yours.",
  ],
  [
    "Do you have anything vegan apart from bread?",
    "Plum slices, oat cookies and the lentil roll.",
    "A box of six plum slices then, for tomorrow.",
    "Six plum slices, boxed and ready from nine.",
  ],
];

/** How many lines an exchange has: the first and the third are the customer's. */
export const linesPerExchange = 4;

/** A line of a long dialogue, which is one exchange after another; `start` says which one comes first. */
export function lineOf(start: number, exchange: number, line: number): string {
  // 5 and 16 have no factor in common, so that all come before one comes again.
  return exchanges[(start + 5 * exchange) % exchanges.length]?.[line] ?? "";
}
