import {
  Card,
  CardText,
  Fields,
  Field,
  LinkButton,
  Actions,
  Button,
  Image,
  Section,
  type AdapterPostableMessage,
} from "chat";
import { expect, it } from "vitest";

import { TextFormat } from "../src/text-format.ts";

const format = new TextFormat();

it.each<[what: string, message: AdapterPostableMessage, plain: string, marked?: string]>([
  ["a string", "**as it is** {{emoji:wave}}", "**as it is** 👋"],
  ["raw text", { raw: "_as it is_" }, "_as it is_"],
  ["a heading and paragraphs", { markdown: "# Menu\n\nRye\n\nSpelt" }, "Menu\n\nRye\n\nSpelt"],
  ["nested lists", { markdown: "- Rye\n  - dark\n- Spelt" }, "- Rye\n  - dark\n- Spelt"],
  ["numbers", { markdown: "3. Rye\n4. Spelt" }, "3. Rye\n4. Spelt"],
  [
    "a link",
    { markdown: "[Menu](https://a.example/m) or <https://a.example>" },
    "Menu (https://a.example/m) or https://a.example",
  ],
  ["an address of mail", { markdown: "<desk@a.example>" }, "desk@a.example"],
  ["a picture", { markdown: "![Rye](https://a.example/r.jpg)" }, "Rye (https://a.example/r.jpg)"],
  ["a quote", { markdown: "> one\n> two" }, "> one\n> two"],
  ["code", { markdown: "`npm test`\n\n```sh\nnpm *\n```" }, "npm test\n\nnpm *"],
  ["a rule and a break", { markdown: "one\\\ntwo\n\n---" }, "one\ntwo\n\n---"],
  ["a table", { markdown: "| a | b |\n| - | - |\n| 1 | 2 |" }, "a | b\n--|--\n1 | 2"],
  ["styles", { markdown: "**a** _b_ ~~c~~ `d`" }, "a b c d", "**a** *b* ~~c~~ d"],
  ["styles within one another", { markdown: "**a _b_**" }, "a b", "**a *b***"],
  ["styles beside a star", { markdown: "**a** 2 * 3" }, "a 2 * 3"],
  ["styles beside plus signs", { markdown: "**a** C++" }, "a C++"],
  ["more styles than are allowed", { markdown: "**a** ".repeat(129) }, "a ".repeat(129).trim()],
  ["a longer text than is allowed", { markdown: `**a** ${"b".repeat(20_000)}` }, `a ${"b".repeat(20_000)}`],
  [
    "a card",
    Card({
      title: "Order 7",
      subtitle: "Two loaves",
      children: [
        Section([CardText("_Ready_ at six.")]),
        Fields([Field({ label: "Rye", value: "1" })]),
        Image({ url: "https://a.example/r.jpg", alt: "Rye" }),
        Actions([LinkButton({ url: "https://a.example/7", label: "Pay" })]),
      ],
    }),
    "Order 7\n\nTwo loaves\n\nReady at six.\n\nRye: 1\n\nRye (https://a.example/r.jpg)\n\n- Pay (https://a.example/7)",
    "**Order 7**\n\nTwo loaves\n\n*Ready* at six.\n\nRye: 1\n\nRye (https://a.example/r.jpg)\n\n- Pay (https://a.example/7)",
  ],
  [
    "what a card says instead",
    { card: Card({ title: "Order 7" }), fallbackText: "Order 7 is **ready**" },
    "Order 7 is **ready**",
  ],
])("writes %s", (_, message, plain, marked) => {
  expect(format.render(message)).toEqual({ plain, marked });
});

it("rejects a card whose buttons nobody could tap", () => {
  const card = Card({ title: "Order 7", children: [Section([Actions([Button({ id: "pay", label: "Pay" })])])] });
  expect(() => format.render(card)).toThrow(/button.*fallbackText/);
});

it("takes what comes in as plain text", () => {
  expect(format.extractPlainText("2 * 3 * 4\n\n# no heading")).toBe("2 * 3 * 4\n\n# no heading");
});
