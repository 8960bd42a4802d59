const firstNames: readonly string[] = (
  "Amara Mateo Yuki Priya Jonas Leila Tomasz Nia Rafael Ingrid Kwame Sofia Arjun Freya Omar Mei Lucia Anders Zainab " +
  "Diego Hana Elias Thandiwe Marek Aiko Samir Chiara Owen Fatima Bao Greta Malik Ines Ravi Astrid Kofi Noor Pavel"
).split(" ");

const lastNames: readonly string[] = (
  "Okafor Herrera Tanaka Nair Lindqvist Haddad Kowalski Mbeki Silva Solberg Mensah Marino Kapoor Jensen Farouk Chen Romero " +
  "Holm Bello Vargas Sato Weber Dlamini Novak Mori Rahman Conti Hughes Aziz Nguyen Keller Diallo " +
  "Duarte Iyer Berg Asante Karimi Petrov"
).split(" ");

export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** Names repeat, late: after a round through the first names, these meet other last names. */
export function nameAt(index: number): { readonly first: string; readonly last: string } {
  const round = Math.floor(index / firstNames.length);
  return {
    first: firstNames[index % firstNames.length] ?? "",
    last: lastNames[(index + 5 * round) % lastNames.length] ?? "",
  };
}

/** The people who write to the bakery: invented names, numbers from +1 555 555 0120 to 0195. */
export const people: readonly Person[] = Array.from({ length: 76 }, (_, index) => {
  const { first, last } = nameAt(index);
  return {
    name: `${first} ${last}`,
    phone: `+1555555${String(120 + index).padStart(4, "0")}`,
    email: `${first}.${last}@example.com`.toLowerCase(),
  };
});

/** Numbers of people who are nobody's contact. */
export const strangers = ["+15555550117", "+15555550118", "+15555550119"] as const;
