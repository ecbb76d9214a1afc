import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StageName } from '../../model/index.ts';
import { orderStages } from './order-stages.ts';
import type { ScanStage } from './port/stage.ts';

/** The order of stages does not depend on which there are, so these have names of their own. */
function aStage(name: string, needs: readonly string[], judges: ScanStage['judges'] = 'image'): ScanStage {
  const outline = { name: name as StageName, needs: needs as StageName[], version: () => '1', analyzers: [] };
  const stage = {
    ...outline,
    failureCode: 'unknown_error',
    judges,
    evaluate: () => new Map(),
    prepare: async () => {},
  };
  return stage as unknown as ScanStage;
}

const namesOf = (stages: readonly ScanStage[]) => stages.map(({ name }) => name);

/** Stages that need only stages with a smaller number, in any order of the list; those from `storedFrom` on judge what is stored. */
const lists = fc
  .array(fc.array(fc.nat({ max: 9 }), { maxLength: 4 }), { minLength: 1, maxLength: 10 })
  .chain((needs) => fc.tuple(fc.constant(needs), fc.nat({ max: needs.length })))
  .map(([needs, storedFrom]) =>
    needs.map((wanted, index) => {
      const earlier = [...new Set(wanted.filter((each) => each < index))].map(String);
      return aStage(String(index), earlier, index >= storedFrom ? 'stored' : 'image');
    }),
  )
  .chain((stages) => fc.shuffledSubarray(stages, { minLength: stages.length }));

test('every stage comes once, after all that it needs, and those that judge what is stored come last', () => {
  fc.assert(
    fc.property(lists, (stages) => {
      const ordered = orderStages(stages);
      expect(new Set(ordered)).toEqual(new Set(stages));
      const seen = new Set<StageName>();
      for (const { name, needs } of ordered) {
        expect(needs.filter((each) => !seen.has(each))).toEqual([]);
        seen.add(name);
      }
      const kinds = ordered.map(({ judges }) => judges);
      expect(kinds).toEqual([...kinds].sort());
    }),
  );
});

test('stages that need nothing of each other stay in the order of the list', () => {
  expect(namesOf(orderStages([aStage('b', []), aStage('a', []), aStage('c', ['a'])]))).toEqual(['b', 'a', 'c']);
});

test.each([
  ['itself', [aStage('a', ['a'])], 'circle: a'],
  ['each other', [aStage('a', ['b']), aStage('b', ['a']), aStage('c', [])], 'circle: a, b'],
  ['what is not there', [aStage('a', ['b'])], 'a needs b, which is not in the list'],
  ['what looks later', [aStage('a', ['b']), aStage('b', [], 'stored')], 'a judges the image and cannot need b'],
])('a stage that needs %s is refused', (_, stages, message) => {
  expect(() => orderStages(stages)).toThrow(message);
});
