/**
 * Preloaded into each server of the benchmark, also into programs that are not ours: tells what the process has used so far
 * to whoever asks over its IPC channel.
 */
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuSeconds: (user + system) / 1e6, megabytes: process.memoryUsage.rss() / 1e6 });
});
// A listener keeps a process alive, and this one may not change when a server ends.
process.channel?.unref();
