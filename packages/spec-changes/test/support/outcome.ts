import { vi } from "vitest";

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The exit code of a command, and what it prints. */
export async function outcomeOf(command: () => Promise<number>): Promise<Outcome> {
  const [out, err] = [vi.spyOn(console, "log"), vi.spyOn(console, "error")].map((spy) =>
    spy.mockImplementation(() => undefined),
  );
  try {
    const status = await command();
    const [stdout = "", stderr = ""] = [out, err].map((spy) =>
      spy?.mock.calls.map((call) => `${call.join(" ")}\n`).join(""),
    );
    return { status, stdout, stderr };
  } finally {
    out?.mockRestore();
    err?.mockRestore();
  }
}
