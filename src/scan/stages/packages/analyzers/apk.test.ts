import { expect, test } from 'vitest';
import { analyzeFile, packageFacts, unreadReasons } from '../../../../../testing/layers/index.ts';
import { apk } from './apk.ts';

const DATABASE = `C:Q1abc=
P:libcrypto3
V:3.3.2-r0
A:x86_64
S:1
o:openssl
F:lib
R:libcrypto.so.3
a:0:0:755
Z:Q1xyz=

C:Q1def=
P:musl
V:1.2.5-r0
A:x86_64
o:musl
`;

test.each(['lib/apk/db/installed', 'usr/lib/apk/db/installed'])('packages with their origin, from %s', async (path) => {
  const observations = await analyzeFile(apk, path, DATABASE);
  expect(observations?.[0]).toEqual({ kind: 'package-database', path, type: 'apk' });
  expect(packageFacts(observations)).toEqual([
    {
      type: 'apk',
      name: 'libcrypto3',
      version: '3.3.2-r0',
      arch: 'x86_64',
      sourceName: 'openssl',
      sourceVersion: '3.3.2-r0',
      path,
    },
    {
      type: 'apk',
      name: 'musl',
      version: '1.2.5-r0',
      arch: 'x86_64',
      sourceName: 'musl',
      sourceVersion: '1.2.5-r0',
      path,
    },
  ]);
});

test('a package without origin is its own source', async () => {
  expect(packageFacts(await analyzeFile(apk, 'lib/apk/db/installed', 'P:a\nV:1-r0\n'))[0]?.sourceName).toBe('a');
});

test('a record without a version is reported, the others are read', async () => {
  const observations = await analyzeFile(apk, 'lib/apk/db/installed', `P:broken\n\n${DATABASE}`);
  expect(unreadReasons(observations)).toEqual(['a record has no name or version: "P:broken\\n"']);
  expect(packageFacts(observations)).toHaveLength(2);
});
