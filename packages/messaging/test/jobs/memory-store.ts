import type { SendRecord, SendStore } from "../../src/jobs/index.ts";

/** Keeps records in memory, as text: what is not plain JSON would be lost. */
export class MemoryStore implements SendStore {
  readonly records: Map<string, string> = new Map();

  read(jobId: string): SendRecord | undefined {
    const text = this.records.get(jobId);
    return text === undefined ? undefined : (JSON.parse(text) as SendRecord);
  }

  write(jobId: string, record: SendRecord): boolean {
    if ((this.read(jobId)?.revision ?? 0) !== record.revision - 1) return false;
    this.records.set(jobId, JSON.stringify(record));
    return true;
  }
}
