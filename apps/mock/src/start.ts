import { startControlledMock } from "./control/controlled-mock.ts";
import type { Mock, MockOptions } from "./control/mock.ts";

/**
 * Starts the mock of both services in this process, each on a port of its own. Any non-empty key is accepted, and each key
 * is a tenant with data of its own.
 *
 * @throws SpecError when a spec cannot be served
 * @throws ScenarioError when there is no such scenario, or it is not valid
 * @throws Error when a port is taken
 * @example
 * const mock = await startMock();
 * const response = await fetch(`${mock.blotato.url}/v2/conversations`, { headers: { "blotato-api-key": "test" } });
 * console.log(response.status);
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  return (await startControlledMock(options)).mock;
}
