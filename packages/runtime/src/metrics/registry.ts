import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Counters, gauges and histograms of one process. Asking twice for the same name gives the same instrument. */
export interface Metrics {
  readonly registry: Registry;
  /** Names end in `_total`. */
  counter<L extends string = never>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  gauge<L extends string = never>(name: string, help: string, labels?: readonly L[]): Gauge<L>;
  /** Names end in the unit, for example `_seconds`. */
  histogram<L extends string = never>(
    name: string,
    help: string,
    buckets: number[],
    labels?: readonly L[],
  ): Histogram<L>;
  /** Prometheus text format. */
  text(): Promise<string>;
}

/** Metrics of process `name`; each sample carries the label `process`. */
export function createMetrics(name: string, options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: name });
  if (options.processMetrics ?? true) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    counter: <L extends string>(metric: string, help: string, labels: readonly L[] = []) =>
      (registry.getSingleMetric(metric) as Counter<L> | undefined) ??
      new Counter<L>({ name: metric, help, labelNames: labels, registers }),
    gauge: <L extends string>(metric: string, help: string, labels: readonly L[] = []) =>
      (registry.getSingleMetric(metric) as Gauge<L> | undefined) ??
      new Gauge<L>({ name: metric, help, labelNames: labels, registers }),
    histogram: <L extends string>(metric: string, help: string, buckets: number[], labels: readonly L[] = []) =>
      (registry.getSingleMetric(metric) as Histogram<L> | undefined) ??
      new Histogram<L>({ name: metric, help, labelNames: labels, buckets, registers }),
    text: () => registry.metrics(),
  };
}
