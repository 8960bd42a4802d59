import type { JSX } from "preact";

import { target } from "../service/target.ts";

/** In place of a view that the real services have nothing for. */
export const OnlyMock = ({ title }: { readonly title: string }): JSX.Element => (
  <article class="only-mock">
    <h1>{title}</h1>
    <p>
      Requests go to the real services at the moment, which have nothing of the kind, and get no request from this view.
    </p>
    <button type="button" class="main" onClick={() => (target.value = "mock")}>
      Switch to the mock
    </button>
  </article>
);
