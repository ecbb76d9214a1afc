import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small OSV record for one package; give only what a test is about. */
export function osvRecord(
  fields: Record<string, unknown> = {},
  events: readonly object[] = FIXED_IN_2,
): Record<string, unknown> {
  return {
    id: 'TEST-1',
    modified: '2026-01-01T00:00:00Z',
    affected: [affectedPackage('Debian:12', 'zip', events)],
    ...fields,
  };
}

const FIXED_IN_2 = [{ introduced: '0' }, { fixed: '2.0-1' }];

export function affectedPackage(
  ecosystem: string,
  name: string,
  events: readonly object[] = FIXED_IN_2,
): Record<string, unknown> {
  return { package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events }] };
}

export interface FeedFolder {
  readonly path: string;
  /** Objects are written as JSON, text as it is. */
  write(name: string, content: object | string): void;
  remove(name: string): void;
  /** Call in `afterAll`. */
  drop(): void;
}

/** A folder of advisory files that ends with the test. */
export function createFeedFolder(): FeedFolder {
  const path = mkdtempSync(join(tmpdir(), 'hullwatch-advisories-'));
  return {
    path,
    write(name, content) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
    },
    remove: (name) => rmSync(join(path, name)),
    drop: () => rmSync(path, { recursive: true, force: true }),
  };
}
