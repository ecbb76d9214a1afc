import { expect, test, vi } from 'vitest';
import { createMetrics } from './metrics.ts';

test('process metrics and own counters are rendered together', async () => {
  const metrics = createMetrics();
  metrics.counter('hullwatch_jobs_total', 'Jobs by name and outcome.', ['name']).inc({ name: 'scan-manifest' });
  const { contentType, text } = await metrics.render();
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toContain('hullwatch_jobs_total{name="scan-manifest"} 1');
  expect(text).toMatch(/^hullwatch_process_cpu_seconds_total \d/m);
});

test('two registries do not share counters', async () => {
  createMetrics().counter('hullwatch_example_total', 'Example.').inc();
  expect((await createMetrics().render()).text).not.toContain('hullwatch_example_total');
});

test('a collected gauge shows the value at the time of the scrape, and nothing when it cannot be collected', async () => {
  const metrics = createMetrics();
  const values = [3, 5];
  metrics.gauge('hullwatch_example', 'Example.', ['state'], async (gauge) => {
    const value = values.shift();
    gauge.set({ state: 'waiting' }, 1);
    if (value === undefined) throw new Error('the database is away');
    gauge.set({ state: 'waiting' }, value);
  });
  expect((await metrics.render()).text).toContain('hullwatch_example{state="waiting"} 3');
  expect((await metrics.render()).text).toContain('hullwatch_example{state="waiting"} 5');
  expect((await metrics.render()).text).not.toContain('hullwatch_example{');
});

test('a gauge that takes too long does not keep the others from being read', async () => {
  vi.useFakeTimers();
  try {
    const metrics = createMetrics();
    metrics.counter('hullwatch_other_total', 'Other.').inc();
    metrics.gauge('hullwatch_example', 'Example.', ['state'], (gauge) => {
      gauge.set({ state: 'waiting' }, 1);
      return new Promise(() => {});
    });
    const rendered = metrics.render();
    await vi.advanceTimersByTimeAsync(3_000);
    const { text } = await rendered;
    expect(text).toContain('hullwatch_other_total 1');
    expect(text).not.toContain('hullwatch_example{');
  } finally {
    vi.useRealTimers();
  }
});
