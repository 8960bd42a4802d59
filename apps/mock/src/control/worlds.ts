import { InboundError, type Service, type World } from "../model/service.ts";

/** The worlds of one API, one for each key; a key's world is made when it is first needed. */
export interface Worlds {
  get(key: string): World;
  /** A number that stands for a key, the same for as long as the mock runs. */
  numberOf(key: string): number;
  /**
   * The key that is meant when none is named: the only one that has a world.
   *
   * @throws InboundError when there is none, or more than one
   */
  onlyKey(): string;
  /** Forgets what was changed in the world of one key, or in all. */
  reset(key?: string): void;
  list(): readonly { readonly world: number; readonly counts: Readonly<Record<string, number>> }[];
}

/** @param begin what happens in each new world, before anybody sees it */
export function createWorlds(
  service: Service,
  begin: (world: World) => void,
  numberOf: (key: string) => number,
): Worlds {
  const worlds = new Map<string, World>();
  return {
    numberOf,
    get(key) {
      const known = worlds.get(key);
      if (known !== undefined) return known;
      const world = service.createWorld();
      begin(world);
      worlds.set(key, world);
      return world;
    },
    onlyKey() {
      const [key, ...others] = worlds.keys();
      if (key !== undefined && others.length === 0) return key;
      const found = key === undefined ? "no key has been used yet" : `${others.length + 1} keys have been used`;
      throw new InboundError(`Say with \`key\` whose world of ${service.name} is meant: ${found}`);
    },
    reset(key) {
      if (key === undefined) worlds.clear();
      else worlds.delete(key);
    },
    list: () => Array.from(worlds, ([key, world]) => ({ world: numberOf(key), counts: world.count() })),
  };
}
