// Exports whose types are inferred, of a program that imports the mock, and nothing else.
import { FaultError, startMock } from "@switchboard/mock";

export const mock = await startMock();
export const options: Parameters<typeof startMock>[0] = { onRequest: (request) => console.log(request.operationId) };
export const start = () => startMock({ seed: 2 });
export const faultOf = (error: unknown) => (error instanceof FaultError ? error : undefined);
