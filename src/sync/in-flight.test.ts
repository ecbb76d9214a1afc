import { expect, test } from 'vitest';
import { eachInFlight, openSlots } from './in-flight.ts';

const { signal } = new AbortController();
const tick = () => new Promise((resolve) => setImmediate(resolve));
async function* count(until: number, taken: number[] = []) {
  for (let number = 0; number < until; number++) {
    taken.push(number);
    yield number;
  }
}

test('never more than the limit at once, and every item once', async () => {
  let now = 0;
  let most = 0;
  const done: number[] = [];
  await eachInFlight(count(50), 8, async (number) => {
    most = Math.max(most, ++now);
    await tick();
    done.push(number);
    now--;
  });
  expect(most).toBe(8);
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
});

test('the first failure is thrown after running work ended, and no further item is begun', async () => {
  const taken: number[] = [];
  let running = 0;
  const work = async (number: number) => {
    running++;
    await tick();
    running--;
    if (number === 5) throw new Error('five');
  };
  await expect(eachInFlight(count(1_000, taken), 3, work)).rejects.toThrow('five');
  expect(running).toBe(0);
  expect(taken.length).toBeLessThan(12);
});

test('an iterator that throws fails the whole', async () => {
  async function* broken() {
    yield 1;
    throw new Error('cut');
  }
  await expect(eachInFlight(broken(), 4, tick as () => Promise<void>)).rejects.toThrow('cut');
});

test('slots are free again after a failure, and given in order', async () => {
  const slots = openSlots(1, signal);
  const order: number[] = [];
  const failing = slots.use(async () => {
    await tick();
    throw new Error('no');
  });
  const waiting = [1, 2, 3].map((number) => slots.use(async () => order.push(number)));
  await expect(failing).rejects.toThrow('no');
  await Promise.all(waiting);
  expect(order).toEqual([1, 2, 3]);
});

test('after the abort no waiting work begins', async () => {
  const stop = new AbortController();
  const slots = openSlots(1, stop.signal);
  let begun = 0;
  const work = async () => {
    begun++;
    await tick();
  };
  const works = [1, 2, 3].map(() => slots.use(work));
  stop.abort(new Error('stopped'));
  const ends = await Promise.allSettled(works);
  expect(ends.filter((end) => end.status === 'rejected').length).toBeGreaterThanOrEqual(2);
  expect(begun).toBeLessThanOrEqual(1);
});
