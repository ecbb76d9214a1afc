import { expect, test } from 'vitest';
import { enrichmentSuite } from '../../../testing/advisories/enrichment-suite.ts';
import { kev } from './kev.ts';

const ENTRY = { cveID: 'CVE-2021-44228', dateAdded: '2021-12-10', dueDate: '2021-12-24' };

enrichmentSuite(kev, {
  name: 'known_exploited_vulnerabilities.json',
  text: JSON.stringify({
    title: 'A catalogue',
    count: 2,
    vulnerabilities: [
      { ...ENTRY, vendorProject: 'Apache', knownRansomwareCampaignUse: 'Known', cwes: ['CWE-20'] },
      { cveID: 'CVE-2024-3094', dateAdded: '2024-04-01' },
    ],
  }),
  entries: [
    {
      vulId: 'CVE-2021-44228',
      attributes: { dateAdded: '2021-12-10', dueDate: '2021-12-24', ransomwareUse: 'Known' },
    },
    { vulId: 'CVE-2024-3094', attributes: { dateAdded: '2024-04-01', dueDate: null, ransomwareUse: null } },
  ],
});

test.each<[string, object, string]>([
  ['no id', { cveID: undefined }, 'the entry'],
  ['an id that is not a CVE', { cveID: 'GHSA-1' }, 'cveID'],
  ['an id with a line break', { cveID: 'CVE-2021-44228\n' }, 'cveID'],
  ['no date', { dateAdded: undefined }, 'the entry'],
  ['a date in another form', { dateAdded: '10.12.2021' }, 'dateAdded'],
  ['a day that does not exist', { dateAdded: '2021-02-30' }, 'dateAdded'],
  ['a due date that does not exist', { dueDate: '2021-13-01' }, 'dueDate'],
  ['a due date that is present and null', { dueDate: null }, 'dueDate'],
  ['a use that is a number', { knownRansomwareCampaignUse: 1 }, 'knownRansomwareCampaignUse'],
])('an entry with %s is broken and named by its place; the others are read', (_title, change, field) => {
  const vulnerabilities = [{ ...ENTRY, ...change }, ENTRY];
  expect([...kev.read('kev.json', Buffer.from(JSON.stringify({ vulnerabilities })))]).toEqual([
    { entry: 'vulnerabilities[0]', reason: `${field} cannot be read`, broken: true },
    expect.objectContaining({ vulId: 'CVE-2021-44228' }),
  ]);
});

test.each([['[]'], ['{}'], ['{"vulnerabilities": {}}'], ['null']])('%s is not a catalogue', (text) => {
  expect(() => kev.read('kev.json', Buffer.from(text))).toThrow('not a catalogue of known exploited vulnerabilities');
});
