import { describe, expect, it } from 'vitest';
import { inProcessBus } from '../bus/index.js';
import { answerMetricsRequests, collectMetrics, createMetrics } from './index.js';

describe('metrics', () => {
  it('gives the same instrument for the same name', async () => {
    const metrics = createMetrics('gateway', { processMetrics: false });
    metrics.counter('frames_total', 'Frames.', ['link']).inc({ link: 'a' }, 2);
    metrics.counter('frames_total', 'Frames.', ['link']).inc({ link: 'a' });
    metrics.gauge('vehicles', 'Vehicles.').set(4);
    metrics.histogram('delay_seconds', 'Delay.', [0.1, 1]).observe(0.5);
    const text = await metrics.text();
    expect(text).toContain('frames_total{link="a",process="gateway"} 3');
    expect(text).toContain('vehicles{process="gateway"} 4');
    expect(text).toContain('delay_seconds_bucket{le="1",process="gateway"} 1');
  });

  it('is collected from all processes into one page', async () => {
    const bus = inProcessBus();
    for (const name of ['server', 'gateway']) {
      const metrics = createMetrics(name);
      metrics.gauge('vehicles', 'Vehicles.').set(name.length);
      answerMetricsRequests(bus, name, metrics);
    }
    const page = await collectMetrics(bus, ['server', 'gateway', 'media'], 50);
    const lines = page.split('\n');
    expect(lines.filter((line) => line === '# TYPE vehicles gauge')).toHaveLength(1);
    expect(lines.filter((line) => line === '# HELP vehicles Vehicles.')).toHaveLength(1);
    const at = lines.indexOf('vehicles{process="server"} 6');
    expect(lines[at + 1]).toBe('vehicles{process="gateway"} 7');
    expect(page).toContain('outrider_process_up{process="server"} 1');
    expect(page).toContain('outrider_process_up{process="media"} 0');
    expect(page).toContain('process_cpu_seconds_total');
    const types = lines.filter((line) => line.startsWith('# TYPE'));
    expect(new Set(types).size).toBe(types.length);
  });
});
