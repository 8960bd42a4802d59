import { Problem } from "../../src/api/problem.ts";

/** The place and the words of what is wrong. */
export function problemOf(read: () => unknown): readonly [place: string, words: string] {
  try {
    read();
  } catch (error) {
    if (error instanceof Problem) return [error.pointer, error.message];
    throw error;
  }
  return ["nowhere", "nothing is wrong"];
}
