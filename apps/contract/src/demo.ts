/** The main job, end to end: both services through the facade, against the mock. Exit 0 when all went as it should. */
import { startMock } from "@switchboard/mock";

import { demonstrateBlooio } from "./demo-blooio.ts";
import { demonstrateBlotato } from "./demo-blotato.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

const transcript: Transcript = createTranscript(process.stdout);
const startedAt = performance.now();

try {
  await using mock = await startMock();
  transcript.title("Switchboard: one client, two messaging services");
  transcript.note(`Blotato's mock listens at ${mock.blotato.url}, Blooio's at ${mock.blooio.url}`);
  await demonstrateBlotato(mock.blotato.url, transcript);
  await demonstrateBlooio(mock.blooio.url, transcript);
  transcript.check(
    [...mock.blotato.violations, ...mock.blooio.violations].length === 0,
    "each response of the mock keeps to its spec",
  );
  transcript.end(Math.round(performance.now() - startedAt));
} catch (error) {
  console.error(`\ndemo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
