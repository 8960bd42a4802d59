import type { PollResults } from "@switchboard/messaging/blooio";
import type { JSX } from "preact";

/** A question with its options, and how many votes each has. */
export const PollView = ({ poll: { options = [], title = "" } }: { readonly poll: PollResults }): JSX.Element => (
  <section class="poll" aria-label="Poll">
    <p class="message-text" dir="auto">
      {title}
    </p>
    <ul>
      {options.map(({ text = "", votes = 0 }, index) => (
        <li key={index}>
          <bdi>{text}</bdi> <span class="soft">{votes === 1 ? "1 vote" : `${votes} votes`}</span>
        </li>
      ))}
    </ul>
  </section>
);
