import type { JSX } from "preact";

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly options: readonly string[];
}

/** One of several options, each of which says itself what it is. */
export const Choice = ({ label, name, options }: ChoiceProps): JSX.Element => (
  <label>
    {label}
    <select name={name}>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  </label>
);

/** What is chosen in the form that is submitted, by the name of the choice. */
export function choicesIn({ currentTarget }: Event): (name: string) => string {
  const data = new FormData(currentTarget as HTMLFormElement);
  return (name) => {
    const value = data.get(name);
    return typeof value === "string" ? value : "";
  };
}
