import { metricsSubject } from '@outrider/schema/subjects';
import type { Bus, BusSubscription } from '../bus/index.js';
import type { Metrics } from './registry.js';

/** Lets the server ask this process for its metrics over the bus. */
export function answerMetricsRequests(bus: Bus, process: string, metrics: Metrics): BusSubscription {
  return bus.subscribe(metricsSubject(process), (_subject, _bytes, reply) => {
    void metrics.text().then((text) => reply?.(Buffer.from(text)));
  });
}

/**
 * Metrics of the named processes as one Prometheus page. A process that does not answer in time is left out of the page and
 * shows as `outrider_process_up 0`. HELP and TYPE lines of a metric that several processes have appear once.
 */
export async function collectMetrics(bus: Bus, processes: readonly string[], timeoutMs = 1000): Promise<string> {
  const pages = await Promise.all(
    processes.map(async (process) => {
      try {
        return Buffer.from(await bus.request(metricsSubject(process), new Uint8Array(0), timeoutMs)).toString();
      } catch {
        return null;
      }
    }),
  );
  const up = processes.map(
    (process, index) => `outrider_process_up{process="${process}"} ${pages[index] === null ? 0 : 1}`,
  );
  const upPage = [
    '# HELP outrider_process_up 1 when the process answers.',
    '# TYPE outrider_process_up gauge',
    ...up,
  ].join('\n');
  return mergePages([...pages.filter((page) => page !== null), upPage]);
}

// The text format wants all lines of one metric together, under one HELP and one TYPE line.
function mergePages(pages: readonly string[]): string {
  const groups = new Map<string, { head: string[]; samples: string[] }>();
  for (const page of pages) {
    let group = { head: [] as string[], samples: [] as string[] };
    for (const line of page.split('\n')) {
      const name = /^# HELP (\S+)/.exec(line)?.[1];
      if (name) {
        const known = groups.get(name);
        group = known ?? { head: [], samples: [] };
        if (!known) groups.set(name, group);
      }
      if (!line.startsWith('#')) {
        if (line) group.samples.push(line);
      } else if (!group.head.some((head) => head.split(' ', 2)[1] === line.split(' ', 2)[1])) {
        group.head.push(line);
      }
    }
  }
  return [...groups.values()].flatMap((group) => [...group.head, ...group.samples]).join('\n') + '\n';
}
