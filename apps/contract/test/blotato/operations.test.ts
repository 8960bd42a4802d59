import { expect } from "vitest";

import { describeOperations } from "../operation-suite.ts";
import { blotatoCases } from "./operation-cases.ts";

describeOperations({
  api: "blotato",
  cases: blotatoCases,
  onlyPreferred: {
    "*": [429, 500],
    // The vendor lists it without a reason; a filter that finds nothing gives an empty page.
    listConversations: [404],
    listMessages: [404],
  },
  unreadableBody: 422,
  errorShape: (reason) => ({ message: expect.stringMatching(reason), reqId: expect.any(String) }),
  unauthorizedShape: { message: expect.stringMatching(/key/), reqId: expect.any(String) },
});
