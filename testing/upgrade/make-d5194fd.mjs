// Makes the state that the upgrade test starts from; see README.md.
// node --import tsx testing/upgrade/make-d5194fd.mjs <checkout of d5194fd with its packages installed>
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { recordAnswers } from './make/answers.mjs';
import { connectRegistries, nameAddresses } from './make/connect.mjs';
import { createContent } from './make/content.mjs';
import { openRegistries } from './make/fill-registries.mjs';
import { openRelease } from './make/old-release.mjs';
import { makePast } from './make/past.mjs';
import { makePeople } from './make/people.mjs';
import { makePresent } from './make/present.mjs';
import { startServer } from './make/server.mjs';
import { MASTER_KEY, openServices } from './make/services.mjs';

const FOLDER = fileURLToPath(new URL('d5194fd', import.meta.url));
const checkout = resolve(process.argv[2] ?? '');
const old = await openRelease(checkout);
const server = await startServer();
const working = mkdtempSync(join(tmpdir(), 'hullwatch-advisories-'));
process.chdir(working);

const { url } = server;
const wiring = openServices(old, url);
const content = createContent(old);
const registries = await openRegistries(old, content);
const advisories = fileURLToPath(new URL('advisories', import.meta.url));
const c = { old, checkout, url, content, registries, advisories, ...wiring };
await old.runtime.migrate(c.pool);
await old.jobs.migrateJobs(c.pool, c.services.logger);
c.people = await makePeople(c);
c.records = await connectRegistries(c);
await makePast(c);
await makePresent(c);
await nameAddresses(c);
const answers = await recordAnswers(c);
save('state.sql', clean(server.dump()));
save('answers.json.gz', gzipSync(JSON.stringify(answers), { level: 9 }));
save('registries.json.gz', gzipSync(JSON.stringify(contents(registries)), { level: 9 }));
save(
  'people.json.gz',
  gzipSync(JSON.stringify({ masterKey: MASTER_KEY, madeAt: Date.now(), ...c.people }), { level: 9 }),
);
await wiring.close();
await registries.close();
await server.stop();
process.chdir('/');
rmSync(working, { recursive: true });

const LIBRARY_FUNCTION =
  /^-- Name: [^\n]*Type: FUNCTION; Schema: graphile_worker[^\n]*\n\n^CREATE FUNCTION graphile_worker\.[\s\S]*?^\$\$;\n\n/gm;

/** Removes lines that only psql understands, what changes with each run, and the functions of the library of the queue. */
function clean(dump) {
  return dump
    .replace(LIBRARY_FUNCTION, '')
    .replace(/^(\\|-- Dumped|-- Started|-- Completed).*\n/gm, '')
    .replace(/^--\n/gm, '')
    .replace(/\n{3,}/g, '\n\n');
}

function contents({ harbour, annex, leaving }) {
  return { harbour: harbour.content(), annex: annex.content(), leaving: leaving.content() };
}

function save(name, bytes) {
  writeFileSync(join(FOLDER, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}
