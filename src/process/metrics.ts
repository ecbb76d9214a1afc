import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The process's Prometheus metrics. Names start with `hullwatch_`; labels hold bounded values only, never ids or names of users. */
export interface Metrics {
  counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  /** @param collect sets the values at each scrape; when it throws or takes 3 s, the gauge shows none */
  gauge<Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
    collect?: (gauge: Gauge<Label>) => Promise<void>,
  ): Gauge<Label>;
  /** @param buckets upper bounds in the unit of the name, ascending */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
    buckets?: readonly number[],
  ): Histogram<Label>;
  /** The answer of `GET /metrics`. */
  render(): Promise<{ contentType: string; text: string }>;
}

/** A scraper gives up after some ten seconds, and would get no metrics at all. */
const COLLECT_MS = 3_000;

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** A registry of its own with the process metrics (CPU, memory, event loop) already in it. */
export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'hullwatch_' });
  const registers = [register];
  return {
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
    gauge: (name, help, labels = [], collect) => {
      const gauge: Gauge<(typeof labels)[number]> = new Gauge({
        ...{ name, help, labelNames: [...labels], registers },
        ...(collect && { collect: () => refresh(gauge, collect) }),
      });
      return gauge;
    },
    histogram: (name, help, labels = [], buckets = SECONDS) =>
      new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers }),
    render: async () => ({ contentType: register.contentType, text: await register.metrics() }),
  };
}

async function refresh<Label extends string>(
  gauge: Gauge<Label>,
  collect: (gauge: Gauge<Label>) => Promise<void>,
): Promise<void> {
  gauge.reset();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), COLLECT_MS);
  });
  await Promise.race([collect(gauge), late]).catch(() => gauge.reset());
  clearTimeout(timer);
}
