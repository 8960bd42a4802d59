import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { PreparedRequest } from "../service/request.ts";
import { apiTitles, type ApiName } from "../spec/operations.ts";

interface Question {
  readonly api: ApiName;
  readonly request: PreparedRequest;
  readonly decide: (isAgreed: boolean) => void;
}

const question = signal<Question | undefined>(undefined);

/** The APIs for which a person wants no more questions until the page is closed. */
const trusted = new Set<ApiName>();

/** Lets a person confirm what a real service will do. Reading it needs no confirmation. */
export function confirmSending(api: ApiName, request: PreparedRequest): Promise<boolean> {
  if (request.method === "GET" || trusted.has(api)) return Promise.resolve(true);
  return new Promise((resolve) => {
    question.value = { api, request, decide: resolve };
  });
}

export function ConfirmSending(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = question.value;
  useEffect(() => {
    if (open === undefined) dialog.current?.close();
    else dialog.current?.showModal();
  }, [open]);
  const decide = (isAgreed: boolean): void => {
    open?.decide(isAgreed);
    question.value = undefined;
  };
  // Escape closes it. The event is late, and by then the next question may be open.
  const closed = (): void => {
    if (dialog.current?.open === false) decide(false);
  };
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="confirm-title" onClose={closed}>
      {open !== undefined && <Content {...open} decide={decide} />}
    </dialog>
  );
}

function Content({ api, decide, request }: Question): JSX.Element {
  const trust = useRef<HTMLInputElement>(null);
  const agree = (): void => {
    if (trust.current?.checked === true) trusted.add(api);
    decide(true);
  };
  return (
    <>
      <h2 id="confirm-title">Send this to the real {apiTitles[api]}?</h2>
      <p>
        It is carried out with your key: a message reaches a real person, a post becomes public. It cannot be taken back
        here.
      </p>
      <pre
        class="code"
        tabIndex={0}
        aria-label="The request"
      >{`${request.method} ${request.url}\n${request.body ?? Object.keys(request.form ?? {}).join(", ")}`}</pre>
      <label class="check">
        <input type="checkbox" ref={trust} /> Do not ask again for {apiTitles[api]} until this page is closed
      </label>
      <div class="buttons">
        <button type="button" onClick={() => decide(false)}>
          Do not send
        </button>
        <button type="button" class="danger" onClick={agree}>
          Send to the real service
        </button>
      </div>
    </>
  );
}
