import { describe, expect, test } from 'vitest';
import type { KnownTag } from '../inventory/index.ts';
import { AppError } from '../model/index.ts';
import type { TagListing } from '../registries/index.ts';
import { absentImages, type ManifestFetch, planManifestFetch, toSyncedImage } from './diff-images.ts';
import { inWords, openFailureBudget } from './failure.ts';
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

const OWN = { listed: true, scannable: true, domainName: null, sharedStatus: null };

describe('which manifests are fetched', () => {
  const known = { id: 1, digest: 'sha256:a', updateTime: 5, ...OWN };
  const shared = { ...known, domainName: 'owner', sharedStatus: 'effective' } as const;
  const same = { tag: '1', digest: 'sha256:a' };
  test.each<[string, TagListing, KnownTag | undefined, ManifestFetch]>([
    ['a new tag', { tag: '1' }, undefined, { fetch: true }],
    ['a tag without a digest in the list', { tag: '1' }, known, { fetch: true, knownDigest: 'sha256:a' }],
    ['a tag with the stored digest', { tag: '1', digest: 'sha256:a' }, known, { fetch: false }],
    [
      'a tag with the stored digest and time',
      { tag: '1', digest: 'sha256:a', updatedAt: 5.4 },
      known,
      { fetch: false },
    ],
    ['a tag put there anew', { tag: '1', digest: 'sha256:a', updatedAt: 6 }, known, { fetch: true }],
    ['a tag whose share ended', { ...same, owner: 'owner', sharedStatus: 'expired' }, shared, { fetch: true }],
    ['a tag of another owner', { ...same, owner: 'other', sharedStatus: 'effective' }, shared, { fetch: true }],
    ['a tag shared as before', { ...same, owner: 'owner', sharedStatus: 'effective' }, shared, { fetch: false }],
    ['a tag that may no longer be pulled', { ...same, scannable: false }, known, { fetch: true }],
    ['a moved tag', { tag: '1', digest: 'sha256:b' }, known, { fetch: true, knownDigest: 'sha256:a' }],
  ])('%s', (_name, listing, stored, expected) => {
    expect(planManifestFetch(listing, stored)).toEqual(expected);
  });
});

test.each<[string, TagListing, object]>([
  [
    'what the registry lists goes into the row',
    { tag: '1', updatedAt: 7, owner: 'owner', sharedStatus: 'expired', scannable: false },
    { updateTime: 7, updateSource: 'registry', domainName: 'owner', sharedStatus: 'expired', scannable: false },
  ],
  [
    'what it does not list is not guessed',
    { tag: '1' },
    { updateTime: 3, updateSource: 'config', domainName: null, sharedStatus: null, scannable: true },
  ],
])('%s', (_title, listing, expected) => {
  const manifest = { digest: 'sha256:a', createdAt: 3, listed: true, manifests: [], trusted: [] };
  const image = toSyncedImage({ repository: 'team/app', namespace: 'team', imageName: 'app' }, listing, manifest);
  expect(image).toEqual({
    namespace: 'team',
    imageName: 'app',
    tag: '1',
    digest: 'sha256:a',
    listed: true,
    ...expected,
  });
});

test('images are absent only after a visit that listed and read everything', () => {
  const known = new Map(['1', '2'].map((tag, id) => [tag, { id, digest: '', updateTime: 0, ...OWN }]));
  expect(absentImages(known, new Set(['1']), { complete: true, failed: 0 })).toEqual([1]);
  expect(absentImages(known, new Set(['1']), { complete: false, failed: 0 })).toEqual([]);
  expect(absentImages(known, new Set(['1']), { complete: true, failed: 1 })).toEqual([]);
});

describe('which failures do not end a run', () => {
  const noAnswer = () => new AppError('registry_unreachable', 'no answer');
  test('four requests in a row without an answer, but not five', () => {
    const failures = openFailureBudget(() => {});
    for (let time = 0; time < 4; time++) expect(failures.record(noAnswer())).toBe('no answer');
    expect(() => failures.record(noAnswer())).toThrow('no answer');
  });

  test('any number of them with answers in between', () => {
    const failures = openFailureBudget(() => {});
    for (let time = 0; time < 20; time++) {
      failures.record(noAnswer());
      if (time % 2) failures.answered();
      else failures.record(new AppError('digest_mismatch', 'a wrong answer'));
    }
  });

  test.each(['registry_authentication_failed', 'registry_rate_limited', 'internal'] as const)('never %s', (code) => {
    expect(() => openFailureBudget(() => {}).record(new AppError(code, 'x'))).toThrow('x');
  });

  test('the failure that exceeds the budget stops the run', () => {
    const stopped: unknown[] = [];
    const failures = openFailureBudget((reason) => stopped.push(reason));
    for (let time = 0; time < 4; time++) failures.record(noAnswer());
    expect(stopped).toEqual([]);
    expect(() => failures.record(noAnswer())).toThrow();
    expect(stopped).toHaveLength(1);
  });

  test('never an error of the program or its database', () => {
    expect(() => openFailureBudget(() => {}).record(new TypeError('bug'))).toThrow(TypeError);
  });
});

test('reasons have no line breaks, are short, and name other errors only by their class', () => {
  expect(inWords(new AppError('registry_protocol', `a\nb\0c${'x'.repeat(5_000)}`))).toMatch(/^a b cx{995}$/);
  expect(inWords(new Error('password=1'))).toBe('an unexpected Error ended the work');
});
