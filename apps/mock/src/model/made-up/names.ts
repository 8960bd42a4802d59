const firstNames: readonly string[] = (
  "Amara Mateo Yuki Priya Jonas Leila Tomás Nia Rafael Ingrid Kwame Sofia Arjun Freya Omar Mei Lucia Anders Zainab " +
  "Diego Hana Elias Thandiwe Dário Aiko Samir Chiara Owen Fatima Bao Greta Malik Ines Ravi Astrid Kofi Noor Seo-yeon"
).split(" ");

const lastNames: readonly string[] = (
  "Okafor Herrera Tanaka Nair Lindqvist Haddad Kowalski Mbeki Silva Sørby Mensah Marino Kapoor Jensen Farouk Chen Romero " +
  "Holm Bello Vargas Sato Weber Dlamini Grünfeld Mori Rahman Conti Hughes Aziz Nguyen Keller Diallo " +
  "Duarte Iyer Berg Asante Karimi Petrov"
).split(" ");

/** An invented person. */
export interface Name {
  readonly full: string;
  /** The parts of the name in lower-case ASCII letters, for usernames and addresses. */
  readonly words: readonly string[];
}

const wordsOf = (name: string): readonly string[] =>
  name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ø", "o").toLowerCase().split("-");

const firstWords = firstNames.map(wordsOf);
const lastWords = lastNames.map(wordsOf);

/** The name of a person by number. Names repeat, late: after a round through the first names, these meet other last names. */
export function nameOf(person: number): Name {
  const first = person % firstNames.length;
  const last = (person + 5 * Math.floor(person / firstNames.length)) % lastNames.length;
  return {
    full: `${firstNames[first]} ${lastNames[last]}`,
    words: [...(firstWords[first] ?? []), ...(lastWords[last] ?? [])],
  };
}
