import { expect, test } from 'vitest';
import { AppError } from '../model/index.ts';
import { createLogger, type Logger } from './log.ts';

function written(log: (logger: Logger) => void): string {
  let text = '';
  log(createLogger('info', { write: (line: string) => (text += line) }));
  return text;
}

test.each([
  ['at the top', { password: 'hunter2' }],
  ['in request headers', { req: { headers: { authorization: 'hunter2', 'x-auth-token': 'hunter2' } } }],
  ['in a registry', { registry: { secret: 'hunter2' } }],
])('secrets are not written: %s', (_where, record) => {
  const line = written((logger) => logger.info(record, 'event'));
  expect(line).toContain('[redacted]');
  expect(line).not.toContain('hunter2');
});

test('an error is written with code, subject and cause, without its other fields', () => {
  const cause = Object.assign(new Error('duplicate key'), { detail: 'Key (password)=(hunter2)' });
  const error = new AppError('conflict', 'the name is taken', { cause, subject: 'registry_name' });
  const line = written((logger) => logger.error({ err: error }, 'failed'));
  expect(JSON.parse(line).err).toMatchObject({
    code: 'conflict',
    subject: 'registry_name',
    cause: 'Error: duplicate key',
  });
  expect(line).not.toContain('hunter2');
});

test('records below the level are not written', () => {
  expect(written((logger) => logger.debug('quiet'))).toBe('');
});
