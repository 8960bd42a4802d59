import { expect } from "vitest";

import { describeOperations } from "../operation-suite.ts";
import { blooioCases } from "./operation-cases.ts";

describeOperations({
  api: "blooio",
  cases: blooioCases,
  // Safety rules, conversation limits and what the vendor has only planned.
  onlyPreferred: { sendMessage: [403, 429, 501], sendMessageToChat: [403, 429, 501] },
  unreadableBody: 400,
  errorShape: (reason) => ({
    error: expect.objectContaining({
      code: expect.stringMatching(/^[a-z_]+$/),
      message: expect.stringMatching(reason),
    }),
  }),
  unauthorizedShape: { error: "Unauthorized", message: expect.stringMatching(/key/), status: 401 },
});
