import { expect, test } from 'vitest';
import { updateRegistry } from '../registries/update-registry.ts';
import { parseParams } from './parse-params.ts';

const parse = (params: Record<string, string | undefined>) => parseParams(updateRegistry, params);

test('path values are read and unknown ones left out', () => {
  expect(parse({ project_id: 'p', id: 'r', more: 'x' })).toEqual({ ok: true, value: { project_id: 'p', id: 'r' } });
});

test('a project id that was never filled in is refused with words that say so', () => {
  expect(parse({ project_id: '{project_id}', id: 'r' })).toEqual({
    ok: false,
    problem: {
      parameter: 'project_id',
      value: '{project_id}',
      allowed: 'the id of your project; the placeholder was sent without being filled in',
    },
  });
});

test('length and presence are checked', () => {
  expect(parse({ project_id: 'p'.repeat(257), id: 'r' })).toMatchObject({ problem: { parameter: 'project_id' } });
  expect(parse({ project_id: 'p' })).toMatchObject({ problem: { parameter: 'id', value: '' } });
});
