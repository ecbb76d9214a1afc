import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import { defaultLimits } from './limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'hullwatch-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function mistakesOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

const HEX_KEY = '00112233445566778899aabbccddeeff'.repeat(2);

test('an empty environment gives the documented defaults', () => {
  expect(loadConfig({})).toEqual({
    listen: { host: '127.0.0.1', port: 8080 },
    workerListen: null,
    certificateAuthorities: null,
    databaseUrl: null,
    dataDir: './data',
    masterKey: null,
    bootstrap: { projectId: null, accessKey: null, secretKey: null },
    egressAllow: [],
    advisorySources: [],
    enrichmentSources: [],
    scanOnSync: false,
    workerConcurrency: 4,
    logLevel: 'info',
    limits: defaultLimits,
  });
});

test('all mistakes are reported at once, each with its name and what is allowed', () => {
  const mistakes = mistakesOf({
    HULLWATCH_LISTEN: 'nowhere',
    HULLWATCH_WORKERS: '0',
    HULLWATCH_SCAN_ON_SYNC: 'yes',
    HULLWATCH_EGRESS_ALLOW: '10.0.0.0/8, 10.0.0.0/33',
    HULLWATCH_LIMIT_LAYER_BYTES: '20GB',
  });
  expect(mistakes).toEqual([
    'HULLWATCH_LISTEN must be host:port with a port from 0 to 65535, not "nowhere"',
    'HULLWATCH_EGRESS_ALLOW holds 10.0.0.0/33, which is not an address block such as 10.0.0.0/8',
    'HULLWATCH_SCAN_ON_SYNC must be true or false, not "yes"',
    'HULLWATCH_WORKERS must be a whole number from 1 to 256, not "0"',
    'HULLWATCH_LIMIT_LAYER_BYTES must be a whole number from 1 to 1125899906842624, not "20GB"',
  ]);
});

test('a mistyped name is reported, names of the test suites and other variables are not', () => {
  expect(mistakesOf({ HULLWATCH_LISTN: 'x', HULLWATCH_TEST_SERVER: 'x', PATH: '/bin' })).toEqual([
    'HULLWATCH_LISTN is not a known name',
  ]);
});

test('a wrong secret is named but never shown', () => {
  const mistakes = mistakesOf({ HULLWATCH_MASTER_KEY: 'hunter2', HULLWATCH_DATABASE_URL: 'mysql://root:hunter2@db' });
  expect(mistakes).toHaveLength(2);
  expect(mistakes.join()).not.toContain('hunter2');
});

test.each([
  ['64 hexadecimal digits', HEX_KEY],
  ['base64', Buffer.from(HEX_KEY, 'hex').toString('base64')],
  ['base64url without padding', Buffer.from(HEX_KEY, 'hex').toString('base64url')],
])('a master key may be %s', (_form, text) => {
  expect(loadConfig({ HULLWATCH_MASTER_KEY: text }).masterKey?.toString('hex')).toBe(HEX_KEY);
});

test('a secret may come from a file, its last line break dropped', () => {
  const path = file('key', `${HEX_KEY}\n`);
  expect(loadConfig({ HULLWATCH_MASTER_KEY_FILE: path }).masterKey?.toString('hex')).toBe(HEX_KEY);
});

test('a secret from a file that is absent, or given twice, is a mistake', () => {
  const absent = join(folder, 'absent');
  expect(mistakesOf({ HULLWATCH_MASTER_KEY_FILE: absent })).toEqual([
    expect.stringMatching(/^HULLWATCH_MASTER_KEY_FILE names .*absent, which cannot be read/),
  ]);
  expect(mistakesOf({ HULLWATCH_MASTER_KEY: HEX_KEY, HULLWATCH_MASTER_KEY_FILE: absent })).toEqual([
    'HULLWATCH_MASTER_KEY and HULLWATCH_MASTER_KEY_FILE are both set; set one',
  ]);
});

test('a file of certificate authorities that cannot be used is a mistake that says why', () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const mistake = (path: string) => mistakesOf({ HULLWATCH_CA_FILE: path });
  const noCertificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  expect(mistake(join(folder, 'absent'))).toEqual([
    expect.stringMatching(/^HULLWATCH_CA_FILE names .*which cannot be read \(ENOENT\)$/),
  ]);
  expect(mistake(file('empty.pem', ''))).toEqual([expect.stringMatching(/holds no PEM certificate/)]);
  expect(mistake(file('bad.pem', noCertificate))).toEqual([
    expect.stringMatching(/whose certificate 1 cannot be read/),
  ]);
});

test('only secrets have a _FILE form', () => {
  expect(mistakesOf({ HULLWATCH_LISTEN_FILE: '/x' })).toEqual(['HULLWATCH_LISTEN_FILE is not a known name']);
});

test.each([
  [
    'lines',
    'hullwatch.conf',
    '# a comment\nHULLWATCH_WORKERS=7\nexport HULLWATCH_LISTEN="0.0.0.0:9"\nHULLWATCH_EGRESS_ALLOW=::1,10.1.0.0/16\n',
  ],
  [
    'YAML',
    'hullwatch.yaml',
    'HULLWATCH_WORKERS: 7\nHULLWATCH_LISTEN: 0.0.0.0:9\nHULLWATCH_EGRESS_ALLOW: ["::1", 10.1.0.0/16]\n',
  ],
])('a file of %s is read, and the environment wins over it', (_form, name, text) => {
  const config = loadConfig({ HULLWATCH_CONFIG_FILE: file(name, text), HULLWATCH_LISTEN: '[::1]:80' });
  expect(config.workerConcurrency).toBe(7);
  expect(config.egressAllow).toEqual(['::1/128', '10.1.0.0/16']);
  expect(config.listen).toEqual({ host: '::1', port: 80 });
});

test('a key made of digits keeps every digit in YAML', () => {
  const path = file('digits.yml', `HULLWATCH_MASTER_KEY: ${'12'.repeat(32)}\n`);
  expect(loadConfig({ HULLWATCH_CONFIG_FILE: path }).masterKey?.toString('hex')).toBe('12'.repeat(32));
});

test('unknown names and broken lines of a file are reported', () => {
  expect(mistakesOf({ HULLWATCH_CONFIG_FILE: file('a.conf', 'DATABASE=x\n') })).toEqual([
    'DATABASE is not a known name',
  ]);
  expect(mistakesOf({ HULLWATCH_CONFIG_FILE: file('b.conf', 'HULLWATCH_WORKERS=1\nnonsense\n') })).toEqual([
    'HULLWATCH_CONFIG_FILE line 2 is not NAME=value',
  ]);
  expect(mistakesOf({ HULLWATCH_CONFIG_FILE: file('c.yaml', 'HULLWATCH_WORKERS: {a: b}\n') })).toEqual([
    'HULLWATCH_CONFIG_FILE holds HULLWATCH_WORKERS, which is neither a value nor a list of values',
  ]);
});

test('the environment wins over the other form of the same secret in the file', () => {
  const path = file('secret.conf', 'HULLWATCH_MASTER_KEY=broken\n');
  const key = file('key2', HEX_KEY);
  expect(loadConfig({ HULLWATCH_CONFIG_FILE: path, HULLWATCH_MASTER_KEY_FILE: key }).masterKey).toHaveLength(32);
});

test('an access key without its secret key is a mistake', () => {
  expect(mistakesOf({ HULLWATCH_BOOTSTRAP_ACCESS_KEY: 'KEY1' })).toEqual([
    'HULLWATCH_BOOTSTRAP_ACCESS_KEY and HULLWATCH_BOOTSTRAP_SECRET_KEY must be set together',
  ]);
});

test('an advisory source is a path or an http address', () => {
  const sources = './osv, /srv/feed.zip,https://example.org/all.zip';
  expect(loadConfig({ HULLWATCH_ADVISORY_SOURCES: sources }).advisorySources).toEqual([
    './osv',
    '/srv/feed.zip',
    'https://example.org/all.zip',
  ]);
  expect(mistakesOf({ HULLWATCH_ADVISORY_SOURCES: 'ftp://example.org' })).toHaveLength(1);
});

test.each(['ftp://me:hunter2@example.org', './osv,https://me:hunter2@example.org/a.zip', 'http://[?token=hunter2'])(
  'the advisory source %s is a mistake that shows no password',
  (sources) => {
    const mistakes = mistakesOf({ HULLWATCH_ADVISORY_SOURCES: sources });
    expect(mistakes).toEqual([expect.stringMatching(/^HULLWATCH_ADVISORY_SOURCES holds an? /)]);
    expect(mistakes.join()).not.toContain('hunter2');
  },
);

test('an enrichment source is a feed and a path or an http address', () => {
  const sources = 'kev=./kev.zip, epss=https://example.org/scores.csv?day=1';
  expect(loadConfig({ HULLWATCH_ENRICHMENT_SOURCES: sources }).enrichmentSources).toEqual([
    'kev=./kev.zip',
    'epss=https://example.org/scores.csv?day=1',
  ]);
});

test.each([
  ['./kev.zip', /is not feed=place/],
  ['KEV=./kev.zip', /is not feed=place/],
  ['kev=', /is not feed=place/],
  ['kev=ftp://hunter2.example', /neither a path nor an http or https URL/],
  ['kev=https://me:hunter2@example.org/kev.json', /with a user or a password/],
])('the enrichment source %s is a mistake that shows no password', (source, mistake) => {
  const mistakes = mistakesOf({ HULLWATCH_ENRICHMENT_SOURCES: source });
  expect(mistakes).toEqual([expect.stringMatching(mistake)]);
  expect(mistakes.join()).not.toContain('hunter2');
});

test.each([
  ['postgresql://me:hunter2@db/hullwatch', true],
  ['postgres://me@/hullwatch?host=%2Frun%2Fpostgresql&port=5432', true],
  ['postgresql:///hullwatch?host=/run/postgresql', true],
  ['postgresql://me:hunter2@db:65536/hullwatch', false],
  ['postgresql://me:hun/ter2@db/hullwatch', false],
  ['postgresql://me:hunter2@[::1/hullwatch', false],
])('the database address %s is accepted: %s', (address, taken) => {
  const mistakes = mistakesOf({ HULLWATCH_DATABASE_URL: address });
  expect(mistakes).toEqual(taken ? [] : [expect.stringMatching(/^HULLWATCH_DATABASE_URL must be a postgresql:\/\/ /)]);
});
