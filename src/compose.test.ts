import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { composeJobs, composeSchedule } from './compose.ts';
import { loadConfig } from './config/index.ts';
import type { Pool } from './database/index.ts';
import type { Http } from './http/index.ts';
import type { HandledJob, JobDefinition } from './jobs/index.ts';
import { createLogger } from './process/index.ts';
import { openStages } from './scan/index.ts';
import { composeServices } from './services.ts';

const SOURCE = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
const services = composeServices(
  loadConfig({ HULLWATCH_ADVISORY_SOURCES: 'a,b', HULLWATCH_MASTER_KEY: randomBytes(32).toString('hex') }),
  createLogger('silent'),
);

let defined: JobDefinition[];
let handled: HandledJob[];
beforeAll(async () => {
  const modules = files.filter((file) => /(^|\/)jobs\.ts$/.test(file)).map((file) => import(`./${file}`));
  defined = (await Promise.all(modules)).flatMap((module) => Object.values(module).filter(isDefinition));
  handled = composeJobs(services, {} as Pool, {} as Http, await openStages());
});

function isDefinition(value: unknown): value is JobDefinition {
  return typeof (value as Partial<JobDefinition> | null)?.enqueueMany === 'function';
}

test('every job that a module defines in its jobs.ts has one handler, and every handler a job', () => {
  const names = defined.map(({ name }) => name).sort();
  expect(names.length).toBeGreaterThan(10);
  expect(handled.map(({ name }) => name).sort()).toEqual(names);
  expect(names).toEqual([...new Set(names)]);
});

test('a job is named where it is defined and nowhere else', () => {
  const named = new RegExp(`['"\`](${defined.map(({ name }) => name).join('|')})['"\`]`, 'g');
  const sources = files.filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)jobs\.ts$/.test(file));
  const found = sources.flatMap((file) =>
    [...readFileSync(`${SOURCE}${file}`, 'utf8').matchAll(named)].map(([name]) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

test('jobs for which somebody waits are urgent, and what takes hours is not', () => {
  const urgent = handled.filter((job) => job.urgent).map(({ name }) => name);
  expect(urgent.sort()).toEqual(['check-registry', 'fill-scan-task', 'queue-scans', 'stop-scans']);
});

test('every advisory source is loaded and everything that ages is purged again and again', () => {
  const schedule = composeSchedule(services);
  expect(schedule.map(({ identifier, everySeconds }) => [identifier, everySeconds])).toEqual([
    ['load-advisories:a', 3600],
    ['load-advisories:b', 3600],
    ['judge-configs:all', 3600],
    ['purge-tokens:all', 3600],
    ['purge-tasks:all', 3600],
    ['purge-inventory:all', 3600],
  ]);
});
