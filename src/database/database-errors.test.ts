import { expect, test } from 'vitest';
import { isDatabaseUnavailable } from './database-errors.ts';

const failure = (fields: object, message = 'failed') => Object.assign(new Error(message), fields);

test.each([
  ['a refused connection', failure({ code: 'ECONNREFUSED', syscall: 'connect' })],
  ['a name server that does not answer', failure({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' })],
  ['a missing unix socket', failure({ code: 'ENOENT', syscall: 'connect' })],
  ['a server that shuts down', failure({ code: '57P01' })],
  ['a server that starts', failure({ code: '57P03' })],
  ['too many connections', failure({ code: '53300' })],
  ['a full disk', failure({ code: '53100' })],
  ['an error of the operating system', failure({ code: '58030' })],
  ['a statement timeout', failure({ code: '57014' })],
  ['a lost connection', failure({ code: '08006' })],
  ['a connection cut in the middle', failure({}, 'Connection terminated unexpectedly')],
  ['a pool without a free connection', failure({}, 'timeout exceeded when trying to connect')],
  ['a name with two unreachable addresses', new AggregateError([failure({ code: 'ECONNREFUSED' })])],
])('%s means: not now', (_what, error) => {
  expect(isDatabaseUnavailable(error)).toBe(true);
});

test.each([
  ['a wrong statement', failure({ code: '42601' })],
  ['a duplicate key', failure({ code: '23505' })],
  ['a missing file', failure({ code: 'ENOENT', syscall: 'open' })],
  ['a bug', new TypeError('undefined is not a function')],
  ['nothing wrong at all', new AggregateError([])],
  ['no error', 'ECONNREFUSED'],
])('%s does not', (_what, error) => {
  expect(isDatabaseUnavailable(error)).toBe(false);
});
