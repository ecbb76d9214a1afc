import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { withinSeconds } from './time.ts';

const never = new AbortController().signal;

test('the time limit holds, also after garbage collection', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const reason = await withinSeconds(0.1, never, async (limited) => {
    for (let round = 0; round < 15 && !limited.aborted; round += 1) {
      collectGarbage();
      await sleep(20);
    }
    return limited.reason;
  });
  expect(reason).toMatchObject({ name: 'TimeoutError' });
});

test('an abort before or during the work ends it', async () => {
  const reasonOf = (limited: AbortSignal) => Promise.resolve(limited.reason);
  expect(await withinSeconds(60, AbortSignal.abort('before'), reasonOf)).toBe('before');
  const controller = new AbortController();
  const reason = withinSeconds(60, controller.signal, async (limited) => {
    await once(limited, 'abort');
    return limited.reason;
  });
  controller.abort('during');
  expect(await reason).toBe('during');
});

test('a time that no timer can hold does not end at once', async () => {
  const aborted = withinSeconds(1e9, never, (limited) => sleep(20).then(() => limited.aborted));
  expect(await aborted).toBe(false);
});
