/** Messages per second of CPU time. A contestant answers how many messages it handled, or measures itself. */
export async function per_second(contestant) {
  const before = process.cpuUsage();
  const { messages, cpu_s } = await contestant();
  const used = process.cpuUsage(before);
  return messages / (cpu_s ?? (used.user + used.system) / 1e6);
}
