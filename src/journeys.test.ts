import { expect, test } from 'vitest';
import { importedFiles, lostSteps, readJourneys } from '../testing/house/journeys.ts';

const journeys = readJourneys();

test('ARCHITECTURE.md tells the journeys of list, sync, scan and advisories', () => {
  expect(journeys.map(({ name }) => name)).toEqual(['List', 'Sync', 'Scan', 'Advisories']);
  for (const { steps } of journeys) expect(steps.length).toBeGreaterThan(4);
});

test.each(journeys)('$name can be followed from file to file by imports', (journey) => {
  expect(lostSteps(journey)).toEqual([]);
});

test('a step that is not there, or that no step before leads to, is noticed', () => {
  const steps = ['src/server.ts', 'src/compose.ts', 'src/sync/nowhere.ts', 'src/oci/digest.ts'];
  const lost = lostSteps({ name: 'Odd', steps: steps.map((file) => ({ file, does: 'something' })) });
  expect(lost).toEqual([
    'Odd: src/sync/nowhere.ts is not there',
    expect.stringContaining('no step before src/oci/digest.ts'),
  ]);
});

test('names are followed through the index of a module to the file that defines them', () => {
  expect(importedFiles('src/server.ts')).toContain('src/auth/access-keys.ts');
});
