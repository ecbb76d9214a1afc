import { expect, test } from 'vitest';
import { outlastOutages } from './outlast-outages.ts';

const away = () => Object.assign(new Error('the database system is starting up'), { code: '57P03' });

function failing(errors: readonly unknown[]) {
  const left = [...errors];
  const waits: string[] = [];
  const step = async () => {
    if (left.length > 0) throw left.shift();
    return 'done';
  };
  const run = (seconds: number) => outlastOutages(step, { seconds, onWait: (reason) => waits.push(reason) });
  return { run, waits };
}

test('a step goes on when the database is back, and the outage is told once', async () => {
  const { run, waits } = failing([away(), new Error('Connection terminated unexpectedly')]);
  expect([await run(30), waits]).toEqual(['done', ['the database system is starting up']]);
});

test('an error that is no outage ends the step at once', async () => {
  const { run, waits } = failing([new RangeError('a bug')]);
  await expect(run(30)).rejects.toThrow('a bug');
  expect(waits).toEqual([]);
});

test('an outage that lasts too long ends the step with its reason', async () => {
  const { run } = failing([away(), away(), away()]);
  await expect(run(0.6)).rejects.toThrow('starting up');
});
