import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../model/index.ts';
import { parseRetryAfter, type RetryPolicy, retrying, standardRetry, withPause } from './retry.ts';

const NOW = Date.UTC(2026, 10, 24);
const limited = () => new AppError('registry_rate_limited', 'too many');

function standingClock(changes: Partial<RetryPolicy> = {}) {
  const pauses: number[] = [];
  let now = NOW;
  const sleep = async (ms: number) => {
    pauses.push(ms);
    now += ms;
  };
  const policy: RetryPolicy = { ...standardRetry, now: () => now, random: () => 1, sleep, ...changes };
  return { policy, pauses };
}

test('a failure that may pass is retried until the attempt succeeds', async () => {
  const { policy, pauses } = standingClock();
  let attempts = 0;
  const answer = await retrying(policy, { notBefore: 0 }, undefined, async () => {
    if (++attempts < 4) throw new AppError('registry_unavailable', 'down');
    return 'up';
  });
  expect([answer, attempts, pauses]).toEqual(['up', 4, [500, 1000, 2000]]);
});

test('after the last try its error is thrown', async () => {
  const { policy, pauses } = standingClock();
  const error = limited();
  await expect(retrying(policy, { notBefore: 0 }, undefined, () => Promise.reject(error))).rejects.toBe(error);
  expect(pauses).toHaveLength(policy.tries - 1);
});

test.each(['registry_forbidden', 'registry_protocol', 'egress_denied', 'digest_mismatch'] as const)(
  '%s is not repeated',
  async (code) => {
    const { policy, pauses } = standingClock();
    await expect(
      retrying(policy, { notBefore: 0 }, undefined, () => Promise.reject(new AppError(code, 'no'))),
    ).rejects.toMatchObject({
      code,
    });
    expect(pauses).toEqual([]);
  },
);

test('Retry-After is waited for exactly; when it ends after the deadline, the error is thrown at once', async () => {
  const { policy, pauses } = standingClock();
  const failures = [withPause(limited(), '7', NOW), withPause(limited(), '21600', NOW)];
  await expect(
    retrying(policy, { notBefore: 0 }, undefined, () => Promise.reject(failures.shift())),
  ).rejects.toMatchObject({
    message: expect.stringMatching(/21600 s/),
  });
  expect(pauses).toEqual([7000]);
});

test('Retry-After of one answer holds for all requests to the registry', async () => {
  const { policy, pauses } = standingClock();
  const pace = { notBefore: 0 };
  const asked = withPause(limited(), '7', NOW);
  const failing = retrying({ ...policy, sleep: () => Promise.reject(new Error('waits')) }, pace, undefined, () =>
    Promise.reject(asked),
  );
  await expect(failing).rejects.toThrow('waits');
  await expect(retrying(policy, pace, undefined, async () => policy.now())).resolves.toBe(NOW + 7000);
  expect(pauses).toEqual([7000]);
});

test('tries with a Retry-After do not count, those without an answer do', async () => {
  const { policy, pauses } = standingClock({ random: () => 0 });
  const put = Array.from({ length: 20 }, () => withPause(limited(), '1', NOW));
  const failures = [...put, ...Array.from({ length: 6 }, limited)];
  await expect(
    retrying(policy, { notBefore: 0 }, undefined, () => Promise.reject(failures.shift())),
  ).rejects.toMatchObject({ code: 'registry_rate_limited' });
  expect([pauses.filter((pause) => pause === 1000).length, failures.length]).toEqual([20, 0]);
});

test('a Retry-After of zero still pauses', async () => {
  const { policy, pauses } = standingClock();
  const again = withPause(limited(), '0', NOW);
  await expect(retrying(policy, { notBefore: 0 }, undefined, () => Promise.reject(again))).rejects.toMatchObject({
    code: 'registry_rate_limited',
  });
  expect(new Set(pauses)).toEqual(new Set([500]));
});

test('pauses are a random part of the doubling time, and never exceed the total', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      async (part, tries) => {
        const { policy, pauses } = standingClock({ random: () => part, tries });
        await retrying(policy, { notBefore: 0 }, undefined, () => Promise.reject(limited())).catch(() => {});
        expect(pauses.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(policy.totalMs);
        expect(pauses.every((pause, i) => pause <= Math.min(policy.capMs, policy.baseMs * 2 ** i))).toBe(true);
      },
    ),
  );
});

test('an abort between tries ends them with its reason', async () => {
  const abort = new AbortController();
  const reason = new Error('stop');
  const { policy } = standingClock();
  const attempt = () => {
    abort.abort(reason);
    return Promise.reject(limited());
  };
  await expect(retrying(policy, { notBefore: 0 }, abort.signal, attempt)).rejects.toBe(reason);
});

test('an abort within a pause ends it with its reason', async () => {
  const abort = new AbortController();
  const reason = new Error('stop');
  const pace = { notBefore: Date.now() + 60_000 };
  setTimeout(() => abort.abort(reason), 20);
  await expect(retrying(standardRetry, pace, abort.signal, async () => {})).rejects.toBe(reason);
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Tue, 24 Nov 2026 00:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 00:00:30 GMT', 0],
  ['soon', null],
  ['-5', null],
  ['99999999999999999999', null],
  ['', null],
  [undefined, null],
])('Retry-After %s', (text, expected) => {
  expect(parseRetryAfter(text, NOW)).toBe(expected);
});
