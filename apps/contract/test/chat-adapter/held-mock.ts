import { startMock, type Mock } from "@switchboard/mock";
import { afterAll, beforeAll, expect } from "vitest";

/** A mock for the tests of a file, whose clock moves only where a test moves it. It has to keep to both specs. */
export function useHeldMock(): { readonly mock: Mock } {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock();
    mock.clock.hold();
  });
  afterAll(async () => {
    expect([...mock.blotato.violations, ...mock.blooio.violations]).toEqual([]);
    await mock.close();
  });
  return {
    get mock() {
      return mock;
    },
  };
}
