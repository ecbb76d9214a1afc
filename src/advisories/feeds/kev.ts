import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { AppError } from '../../model/index.ts';
import { decodeRecords } from '../records/decode-records.ts';
import type { Enrichment, EnrichmentFeed, RejectedEntry } from './enrichment-feed.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** The fields of an entry that are used; others are neither read nor checked. */
const Entry = Type.Object({
  cveID: Type.String({ pattern: '^CVE-\\d{4}-\\d{4,19}$' }),
  dateAdded: Day,
  dueDate: Type.Optional(Day),
  knownRansomwareCampaignUse: Type.Optional(Type.String({ maxLength: 64, pattern: '^[\\x20-\\x7e]*$' })),
});

const catalogue = Compile(Type.Object({ vulnerabilities: Type.Array(Type.Unknown()) }));
const entry = Compile(Entry);

/**
 * Known exploited vulnerabilities: the catalogue of CISA as JSON
 * (https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json). Dates are `YYYY-MM-DD`; `dueDate`
 * is by when federal agencies of the United States have to act.
 */
export const kev: EnrichmentFeed = {
  name: 'kev',
  files: { wants: (name) => /\.json$/i.test(name), otherwise: 'not a .json file' },
  read(name, bytes) {
    const [document] = decodeRecords(name, bytes);
    if (catalogue.Check(document)) return document.vulnerabilities.map(readEntry);
    throw new AppError('unreadable', 'not a catalogue of known exploited vulnerabilities: no list of vulnerabilities');
  },
};

function readEntry(value: unknown, index: number): Enrichment | RejectedEntry {
  if (!entry.Check(value)) return rejected(index, entry.Errors(value)[0]?.instancePath.slice(1) || 'the entry');
  const { cveID, dateAdded, dueDate = null, knownRansomwareCampaignUse: ransomwareUse = null } = value;
  if (!isDay(dateAdded)) return rejected(index, 'dateAdded');
  if (dueDate !== null && !isDay(dueDate)) return rejected(index, 'dueDate');
  return { vulId: cveID, attributes: { dateAdded, dueDate, ransomwareUse } };
}

/** A field that is present and unreadable is not an absent one. */
function rejected(index: number, field: string): RejectedEntry {
  return { entry: `vulnerabilities[${index}]`, reason: `${field} cannot be read`, broken: true };
}

/** `2024-02-30` is not a day: it comes back as another one. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
