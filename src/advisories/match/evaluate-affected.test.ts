import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { scaled } from '../../../testing/scale.ts';
import { findScheme, type VersionScheme } from '../../ecosystems/index.ts';
import type { AffectedPackage, RangeEvent } from '../records/advisory.ts';
import { createEvaluator, type Evaluation } from './evaluate-affected.ts';

const always = [{ introduced: '0' }];
const until2 = [{ introduced: '0' }, { fixed: '2.0' }];
const twoBranches = [{ introduced: '1.0' }, { fixed: '1.4' }, { introduced: '2.0' }, { fixed: '2.3' }];
/** As PYSEC-2022-42972 is written: the second branch first, and the first ends where the second begins. */
const crossed = [{ introduced: '2.0' }, { fixed: '3.0' }, { introduced: '1.0' }, { fixed: '2.0' }];
const crossedAtLast = [{ introduced: '2.0' }, { introduced: '1.0' }, { last_affected: '2.0' }];

describe('events decide as the OSV schema says', () => {
  test.each<[string, string, RangeEvent[], string, string | null]>([
    ['introduced 0 means always', '1.0', always, 'affected', null],
    ['below fixed', '1.9', until2, 'affected', '2.0'],
    ['at fixed', '2.0', until2, 'unaffected', null],
    ['above fixed', '2.1', until2, 'unaffected', null],
    ['a tilde version sorts before its fix', '2.0~rc1', until2, 'affected', '2.0'],
    ['below introduced', '0.9', twoBranches, 'unaffected', null],
    ['at introduced', '1.0', twoBranches, 'affected', '1.4'],
    ['between branches', '1.5', twoBranches, 'unaffected', null],
    ['the fix of the own branch is named', '2.1', twoBranches, 'affected', '2.3'],
    ['events need not be sorted', '2.1', [...twoBranches].reverse(), 'affected', '2.3'],
    ['at last_affected', '1.5', [{ introduced: '0' }, { last_affected: '1.5' }], 'affected', null],
    ['above last_affected', '1.5.1', [{ introduced: '0' }, { last_affected: '1.5' }], 'unaffected', null],
    ['before a limit', '1.0', [{ introduced: '0' }, { limit: '2.0' }], 'affected', null],
    ['at a limit', '2.0', [{ introduced: '0' }, { limit: '2.0' }], 'unaffected', null],
    [
      'before one of several limits',
      '2.5',
      [{ introduced: '0' }, { limit: '2.0' }, { limit: '3.0' }],
      'affected',
      null,
    ],
    ['limit * is no limit', '9.0', [{ introduced: '0' }, { limit: '*' }], 'affected', null],
    ['fixed and introduced again at once', '2.0', [...until2, { introduced: '2.0' }], 'affected', null],
    ['introduced again before what ends there', '2.1', crossed, 'affected', '3.0'],
    ['above what was introduced again', '3.0', crossed, 'unaffected', null],
    ['introduced again where the last affected ends', '2.1', crossedAtLast, 'affected', null],
    [
      'introduced twice and fixed once',
      '2.0',
      [...always, { introduced: '1.0' }, { fixed: '2.0' }],
      'unaffected',
      null,
    ],
    ['introduced and fixed at once', '2.0', [{ introduced: '2.0' }, { fixed: '2.0' }], 'unaffected', null],
  ])('%s', (_title, installed, events, verdict, fixedVersion) => {
    const evaluation = evaluateAffected(installed, debian(events));
    expect(evaluation.verdict).toBe(verdict);
    if (evaluation.verdict !== 'unaffected') expect(evaluation.fixedVersion).toBe(fixedVersion);
  });
});

describe('what cannot be compared is neither affected nor safe', () => {
  test.each<[string, string, AffectedPackage, string]>([
    ['an unreadable installed version', '1.0_x', debian(until2), 'installed "1.0_x" is not a dpkg version'],
    ['an unreadable event', '1.0', debian([{ introduced: '0' }, { fixed: '<none>' }]), 'in the advisory, "<none>"'],
    ['an ecosystem without a scheme', '1.0', entry('Maven', until2), 'no version scheme for Maven'],
    ['a range that introduces nothing', '1.0', debian([{ fixed: '2.0' }]), 'introduces nothing'],
    ['a list alone, and no place in the order', 'master', entry('PyPI', null, ['1.0']), '"master" is not a PEP 440'],
  ])('%s', (_title, installed, affected, evidence) => {
    const evaluation = evaluateAffected(installed, affected);
    expect(evaluation).toMatchObject({ verdict: 'undetermined', fixedVersion: null });
    expect(evaluation).toHaveProperty('evidence', expect.stringContaining(evidence));
  });

  test('unless every version is affected', () => {
    expect(evaluateAffected('1.0_x', debian(always)).verdict).toBe('affected');
    expect(evaluateAffected('anything', entry('Maven', always)).verdict).toBe('affected');
  });

  test('unless a list names the version', () => {
    expect(evaluateAffected('RELEASE', entry('Maven', until2, ['RELEASE'])).verdict).toBe('affected');
  });

  test('unless another range says affected', () => {
    const affected = { ...debian(until2), ranges: [...debian([{ fixed: '2.0' }]).ranges, ...debian(until2).ranges] };
    expect(evaluateAffected('1.0', affected).verdict).toBe('affected');
  });
});

describe('version lists', () => {
  test.each([
    ['PyPI', '1.0.0', ['1.0'], 'affected'],
    ['PyPI', '1.0+cu118', ['1.0'], 'affected'],
    ['PyPI', '1.0.1', ['1.0', '1.0.2'], 'unaffected'],
    ['PyPI', '1.0.1', ['not a version', '1.0.1'], 'affected'],
    ['Debian:12', '1.0-1', ['1.0-1'], 'affected'],
    ['Maven', '1.0', ['1.1'], 'unaffected'],
  ])('%s %s in %j: %s', (ecosystem, installed, versions, verdict) => {
    expect(evaluateAffected(installed, entry(ecosystem, null, versions)).verdict).toBe(verdict);
  });
});

describe('versions are parsed as seldom as possible', () => {
  const versions = Array.from({ length: 150 }, (_, n) => `1.0.${n}`);
  const pypi = findScheme('PyPI') as VersionScheme;
  const parsesOf = (work: () => unknown) => {
    const parse = vi.spyOn(pypi, 'parse');
    try {
      work();
      return parse.mock.calls.map(([text]) => text);
    } finally {
      parse.mockRestore();
    }
  };

  test('a range that says affected decides without the list', () => {
    expect(parsesOf(() => evaluateAffected('1.5', entry('PyPI', until2, versions)))).toEqual(['1.5', '2.0']);
  });

  test('the very text in the list decides without the list being parsed', () => {
    expect(parsesOf(() => evaluateAffected('1.0.149', entry('PyPI', null, versions)))).toEqual([]);
  });

  test('the installed version is parsed once, however many versions are listed, and so is each of them', () => {
    const parses = parsesOf(() => evaluateAffected('3.0', entry('PyPI', until2, versions)));
    expect(parses).toEqual(['3.0', '2.0', ...versions]);
  });

  test('advisories of one package that list the same versions parse them together', () => {
    const evaluate = createEvaluator('3.0');
    const parses = parsesOf(() => {
      for (let n = 0; n < 10; n++) evaluate(entry('PyPI', until2, versions));
    });
    expect(parses).toHaveLength(152);
  });

  test('a text that is no version is parsed once, too', () => {
    const evaluate = createEvaluator('master');
    const parses = parsesOf(() => {
      for (let n = 0; n < 10; n++) expect(evaluate(entry('PyPI', until2, versions)).verdict).toBe('undetermined');
    });
    expect(parses).toEqual(['master']);
  });
});

test('evidence names the installed version and the range', () => {
  expect(evaluateAffected('1.0-1', debian(until2))).toMatchObject({
    evidence: '1.0-1 is within introduced 0, fixed 2.0',
  });
});

test('SEMVER ranges of an ecosystem without a scheme are ordered as SemVer', () => {
  const affected = {
    ...entry('crates.io', null),
    ranges: [{ type: 'SEMVER' as const, events: [{ introduced: '0' }, { fixed: '0.1.20' }] }],
  };
  expect(evaluateAffected('0.1.9', affected)).toMatchObject({ verdict: 'affected', fixedVersion: '0.1.20' });
  expect(evaluateAffected('0.1.20', affected).verdict).toBe('unaffected');
});

/** Versions 1 to 9 of npm, walked one by one: what is true at each is written down without comparing anything. */
test('a timeline of events equals walking the versions one by one', () => {
  const timeline = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('fixed', 'last_affected')), {
    selector: ([version]) => version,
    maxLength: 4,
  });
  const property = fc.property(timeline, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }), (ends, begins) => {
    const free = begins.filter((version) => !ends.some(([end]) => end === version));
    const events = [
      { introduced: '0' },
      ...ends.map(([version, kind]) => ({ [kind]: `${version}.0.0` })),
      ...free.map((version) => ({ introduced: `${version}.0.0` })),
    ];
    const truth = walk(ends, free);
    for (let version = 1; version <= 10; version++) {
      const { verdict } = evaluateAffected(`${version}.0.0`, entry('npm', shuffled(events)));
      expect([version, verdict]).toEqual([version, truth[version] ? 'affected' : 'unaffected']);
    }
  });
  fc.assert(property, { numRuns: scaled(500) });
});

/** Stretches that may touch but not overlap, in any order: inside one of them is affected. */
test('branches that touch may be listed in any order', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 2, maxLength: 6 });
  const property = fc.property(cuts, fc.infiniteStream(fc.nat()), (unsorted, keys) => {
    const sorted = [...unsorted].sort((a, b) => a - b);
    const stretches = sorted.slice(1).map((end, i) => ({ begin: sorted[i] ?? 0, end, key: keys.next().value ?? 0 }));
    const listed = stretches.filter(({ key }) => key % 3 > 0).sort((a, b) => a.key - b.key);
    const events = listed.flatMap(({ begin, end }) => [{ introduced: `${begin}.0.0` }, { fixed: `${end}.0.0` }]);
    for (let version = 0; events.length > 0 && version <= 9; version++) {
      const { verdict } = evaluateAffected(`${version}.0.0`, entry('npm', events));
      const inside = listed.some(({ begin, end }) => begin <= version && version < end);
      expect([version, verdict]).toEqual([version, inside ? 'affected' : 'unaffected']);
    }
  });
  fc.assert(property, { numRuns: scaled(500) });
});

function walk(ends: readonly (readonly [number, string])[], begins: readonly number[]): boolean[] {
  const truth: boolean[] = [];
  let vulnerable = true;
  for (let version = 1; version <= 10; version++) {
    if (ends.some(([end, kind]) => kind === 'fixed' && end === version)) vulnerable = false;
    if (ends.some(([end, kind]) => kind === 'last_affected' && end === version - 1)) vulnerable = false;
    if (begins.includes(version)) vulnerable = true;
    truth[version] = vulnerable;
  }
  return truth;
}

function shuffled<T>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (JSON.stringify(a).length % 3) - (JSON.stringify(b).length % 3)).reverse();
}

function debian(events: readonly RangeEvent[]): AffectedPackage {
  return entry('Debian:12', events);
}

function entry(ecosystem: string, events: readonly RangeEvent[] | null, versions: string[] = []): AffectedPackage {
  return { ecosystem, name: 'zip', ranges: events ? [{ type: 'ECOSYSTEM', events }] : [], versions };
}

function evaluateAffected(installed: string, affected: AffectedPackage): Evaluation {
  return createEvaluator(installed)(affected);
}
