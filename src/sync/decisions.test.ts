import { describe, expect, test } from 'vitest';
import { AppError } from '../model/index.ts';
import { absentImages, questionAbout } from './diff-images.ts';
import { inWords, openTolerance } from './failure.ts';
import { refuseRemoval } from './remove-absent.ts';

describe('whether images may be deleted', () => {
  test.each([
    [{ absent: 0, total: 0, listedRepositories: 0 }, true],
    [{ absent: 0, total: 100, listedRepositories: 9 }, true],
    [{ absent: 50, total: 100, listedRepositories: 9 }, true],
    [{ absent: 51, total: 100, listedRepositories: 9 }, false],
    [{ absent: 3, total: 4, listedRepositories: 1 }, false],
    [{ absent: 2, total: 4, listedRepositories: 1 }, true],
    [{ absent: 3, total: 3, listedRepositories: 1 }, true],
    [{ absent: 1, total: 1, listedRepositories: 0 }, false],
  ])('%j: %s', (found, allowed) => {
    expect(refuseRemoval(found) === null).toBe(allowed);
  });
});

describe('what is asked about a tag', () => {
  const known = { id: 1, digest: 'sha256:a', updateTime: 5, listed: true };
  test.each([
    ['a new tag', { tag: '1' }, undefined, { ask: true }],
    ['a tag without a digest in the list', { tag: '1' }, known, { ask: true, knownDigest: 'sha256:a' }],
    ['a tag with the stored digest', { tag: '1', digest: 'sha256:a' }, known, { ask: false }],
    ['a tag with the stored digest and time', { tag: '1', digest: 'sha256:a', updatedAt: 5.4 }, known, { ask: false }],
    ['a tag put there anew', { tag: '1', digest: 'sha256:a', updatedAt: 6 }, known, { ask: true }],
    ['a moved tag', { tag: '1', digest: 'sha256:b' }, known, { ask: true, knownDigest: 'sha256:a' }],
  ])('%s', (_name, listing, stored, expected) => {
    expect(questionAbout(listing, stored)).toEqual(expected);
  });
});

test('only a visit that listed and read everything may miss an image', () => {
  const known = new Map(['1', '2'].map((tag, id) => [tag, { id, digest: '', updateTime: 0, listed: true }]));
  expect(absentImages(known, new Set(['1']), { complete: true, failed: 0 })).toEqual([1]);
  expect(absentImages(known, new Set(['1']), { complete: false, failed: 0 })).toEqual([]);
  expect(absentImages(known, new Set(['1']), { complete: true, failed: 1 })).toEqual([]);
});

describe('what a run puts up with', () => {
  const silent = () => new AppError('registry_unreachable', 'no answer');
  test('four requests in a row without an answer, but not five', () => {
    const tolerance = openTolerance(() => {});
    for (let time = 0; time < 4; time++) expect(tolerance.forgive(silent())).toBe('no answer');
    expect(() => tolerance.forgive(silent())).toThrow('no answer');
  });

  test('any number of them with answers in between', () => {
    const tolerance = openTolerance(() => {});
    for (let time = 0; time < 20; time++) {
      tolerance.forgive(silent());
      if (time % 2) tolerance.answered();
      else tolerance.forgive(new AppError('digest_mismatch', 'an answer, if a wrong one'));
    }
  });

  test.each(['registry_authentication_failed', 'registry_rate_limited', 'internal'] as const)('never %s', (code) => {
    expect(() => openTolerance(() => {}).forgive(new AppError(code, 'x'))).toThrow('x');
  });

  test('the first that is too much stops the run', () => {
    const stopped: unknown[] = [];
    const tolerance = openTolerance((reason) => stopped.push(reason));
    for (let time = 0; time < 4; time++) tolerance.forgive(silent());
    expect(stopped).toEqual([]);
    expect(() => tolerance.forgive(silent())).toThrow();
    expect(stopped).toHaveLength(1);
  });

  test('never an error of the program or its database', () => {
    expect(() => openTolerance(() => {}).forgive(new TypeError('bug'))).toThrow(TypeError);
  });
});

test('words are free of line breaks, short, and say nothing of foreign errors but their name', () => {
  expect(inWords(new AppError('registry_protocol', `a\nb\0c${'x'.repeat(5_000)}`))).toMatch(/^a b cx{995}$/);
  expect(inWords(new Error('password=1'))).toBe('an unexpected Error ended the work');
});
