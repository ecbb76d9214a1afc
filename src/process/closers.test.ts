import { expect, test } from 'vitest';
import { createClosers } from './closers.ts';
import { createLogger } from './log.ts';

test('what was opened last is closed first, and a failure does not keep the rest open', async () => {
  const closed: string[] = [];
  let log = '';
  const closers = createClosers(createLogger('error', { write: (line: string) => (log += line) }));
  closers.add('database', () => closed.push('database'));
  closers.add('worker', () => Promise.reject(new Error('stuck')));
  closers.add('API', async () => closed.push('API'));
  await closers.closeAll();
  await closers.closeAll();
  expect(closed).toEqual(['API', 'database']);
  expect(JSON.parse(log)).toMatchObject({ what: 'worker', err: { message: 'stuck' } });
});

test('what is opened while closing is closed at once, and waited for', async () => {
  const closers = createClosers(createLogger('silent'));
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  closers.add('pool that waits for its last user', () => released);
  const closed = closers.closeAll();
  closers.add('last user', release);
  await closed;
});
