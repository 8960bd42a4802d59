import type { JSX } from "preact";

interface Props {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whose headers they are, where a view has several lists of them. */
  readonly label?: string;
}

/** Headers of a request or response, one below the other. */
export const HeaderList = ({ headers, label }: Props): JSX.Element => (
  <dl class="headers" aria-label={label}>
    {headers.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
