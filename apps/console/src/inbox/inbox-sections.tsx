import type { JSX } from "preact";

import { linkTo } from "../shell/router.ts";

const sections = [
  ["messages", "Messages", linkTo("inbox")],
  ["comments", "Comments", linkTo("inbox", "comments")],
] as const;

/** What the inbox has: conversations of both services, and what people write below posts on Blotato. */
export const InboxSections = ({ current }: { readonly current: "comments" | "messages" }): JSX.Element => (
  <p class="sections">
    {sections.map(([name, title, link]) => (
      <a key={name} href={link} aria-current={name === current ? "true" : undefined}>
        {title}
      </a>
    ))}
  </p>
);
