import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfigDocument } from './config-document.ts';

const read = (document: unknown) => readConfigDocument(Buffer.from(JSON.stringify(document)));

test('what describes the image and its build is kept, the rest is not', () => {
  const config = {
    ...{ User: 'app', Env: ['A=b'], Cmd: ['a'], Entrypoint: ['e'], Labels: { l: 'm' }, Volumes: { '/v': {} } },
    ...{
      ExposedPorts: { '80/tcp': {} },
      Shell: ['/bin/sh', '-c'],
      OnBuild: ['RUN x'],
      Healthcheck: { Test: ['NONE'] },
    },
  };
  const history = [
    { created: '2026-01-01T00:00:00Z', created_by: 'RUN a', comment: 'c', author: 'd', empty_layer: true },
  ];
  const document = { architecture: 'amd64', os: 'linux', created: '2026-01-01T00:00:00Z', config, history };
  const more = { rootfs: { type: 'layers', diff_ids: [] }, container: 'x', docker_version: '27' };
  expect(read({ ...document, ...more })).toEqual({ document, problems: [] });
});

test('an empty config has nothing, and null is absent', () => {
  const empty = { document: { config: {}, history: [] }, problems: [] };
  expect(read({})).toEqual(empty);
  expect(read({ os: null, config: { Env: null, Labels: null, Healthcheck: null }, history: null })).toEqual(empty);
});

test.each([
  [{ os: 1 }, 'os', 'is not a text'],
  [{ config: [] }, 'config', 'is not an object'],
  [{ config: { Env: 'A=b' } }, 'config.Env', 'is not a list'],
  [{ config: { Env: [1] } }, 'config.Env[0]', 'is not a text'],
  [{ config: { Labels: { a: {} } } }, 'config.Labels', 'is not a text'],
  [{ config: { Volumes: 'x' } }, 'config.Volumes', 'is not an object'],
  [{ history: {} }, 'history', 'is not a list'],
  [{ history: ['RUN a'] }, 'history[0]', 'is not an object'],
  [{ history: [{ created_by: 7 }] }, 'history[0].created_by', 'is not a text'],
  [{ history: [{ created_by: 'a'.repeat(70_000) }] }, 'history[0].created_by', 'was cut at 65536 characters'],
  [{ history: Array.from({ length: 4100 }, () => ({})) }, 'history', 'has 4100 members, 4096 were kept'],
])('a member that is there and cannot be kept is a problem: %#', (document, path, reason) => {
  expect(read(document).problems).toEqual([{ path, reason }]);
});

test('many problems are counted', () => {
  const { problems } = read({ history: Array.from({ length: 100 }, () => 1) });
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toEqual({ path: '', reason: '80 more parts of the config were cut' });
});

test('whatever a config holds, what is kept of it is bounded, and reading it again changes nothing', () => {
  const text = fc.string({ maxLength: 20 }).map((each) => each.repeat(5000));
  const step = fc.record({ created_by: fc.oneof(text, fc.jsonValue()), comment: fc.oneof(text, fc.jsonValue()) });
  const config = fc.record({
    Env: fc.oneof(fc.array(text), fc.jsonValue()),
    Labels: fc.oneof(fc.dictionary(text, text), fc.jsonValue()),
  });
  fc.assert(
    fc.property(fc.record({ config, history: fc.array(step, { maxLength: 30 }) }), (whole) => {
      const { document } = read(whole);
      expect(JSON.stringify(document).length).toBeLessThan(8 * 1024 * 1024);
      expect(read(document)).toEqual({ document, problems: [] });
    }),
    { numRuns: 30 },
  );
});

test('what is not a JSON object is refused', () => {
  const refused = expect.objectContaining({ code: 'registry_protocol' });
  expect(() => readConfigDocument(Buffer.from('{'))).toThrow(refused);
  expect(() => readConfigDocument(Buffer.from('[]'))).toThrow(refused);
});
