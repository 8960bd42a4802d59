import type { PollResults } from "@switchboard/messaging/blooio";
import type { JSX } from "preact";

import { countOf } from "../../shell/count-of.ts";

/** A question with its options, and how many votes each has. */
export const PollView = ({ poll: { options = [], title = "" } }: { readonly poll: PollResults }): JSX.Element => (
  <section class="poll" aria-label="Poll">
    <p class="message-text" dir="auto">
      {title}
    </p>
    <ul>
      {options.map(({ text = "", votes = 0 }, index) => (
        <li key={index}>
          <bdi>{text}</bdi> <span class="soft">{countOf(votes, "vote")}</span>
        </li>
      ))}
    </ul>
  </section>
);
