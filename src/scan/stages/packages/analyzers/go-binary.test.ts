import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildLayer } from '../../../../../fixtures/images/index.ts';
import { writeGoProgram } from '../../../../../testing/go/index.ts';
import {
  analyzeFile,
  packageFacts,
  packagesOf,
  problemsOf,
  readBuiltLayer,
  unreadReasons,
} from '../../../../../testing/layers/index.ts';
import { stdlibVersion } from './go/modules.ts';
import { goBinary } from './go-binary.ts';

const MODULES = [
  'path\texample.org/tool',
  'mod\texample.org/tool\t(devel)\t',
  'dep\tgolang.org/x/text\tv0.3.7\th1:abc=',
  'dep\tgithub.com/old/name\tv1.0.0',
  '=>\tgithub.com/new/name/v2\tv2.1.0+incompatible\th1:def=',
  'dep\texample.org/local\tv1.0.0',
  '=>\t./local\t',
  'build\t-compiler=gc',
];
const EXPECTED = [
  ['stdlib', '1.21.5', '1.21.5'],
  ['example.org/tool', '(devel)', '(devel)'],
  ['golang.org/x/text', 'v0.3.7', '0.3.7'],
  ['github.com/new/name/v2', 'v2.1.0+incompatible', '2.1.0+incompatible'],
  ['example.org/local', '(devel)', '(devel)'],
];

test.each([
  ['strings in place', {}],
  ['strings behind pointers', { form: 'pointers' }],
  ['no section table', { sections: false }],
  ['pointers and no section table', { form: 'pointers', sections: false }],
] as const)('modules with their replacements, and the standard library: %s', async (_, form) => {
  const program = writeGoProgram({ goVersion: 'go1.21.5', modules: MODULES, ...form });
  const facts = packageFacts(await analyzeFile(goBinary, 'usr/bin/tool', program));
  expect(facts.map(({ name, version, sourceVersion }) => [name, version, sourceVersion])).toEqual(EXPECTED);
  expect(facts.every(({ type, path }) => type === 'golang' && path === 'usr/bin/tool')).toBe(true);
});

test('a program built without modules still has a standard library', async () => {
  const program = writeGoProgram({ goVersion: 'go1.19.8', modules: [] });
  expect(packageFacts(await analyzeFile(goBinary, 'x', program)).map(({ name }) => name)).toEqual(['stdlib']);
});

test('a Windows program is searched as a whole', async () => {
  const program = writeGoProgram({ goVersion: 'go1.21.5', modules: MODULES });
  program.write('MZ\0\0', 0, 'latin1');
  expect(packageFacts(await analyzeFile(goBinary, 'Files/tool.exe', program))).toHaveLength(EXPECTED.length);
});

test('other programs and files that only begin like programs give nothing and no problem', async () => {
  const noise = Buffer.alloc(20_000, 0x7f);
  noise.write('\x7fELF', 0, 'latin1');
  expect(await analyzeFile(goBinary, 'x', noise)).toEqual([]);
  expect(await analyzeFile(goBinary, 'x', readFileSync(process.execPath).subarray(0, 1_000_000))).toEqual([]);
  expect(await analyzeFile(goBinary, 'x', Buffer.alloc(20_000))).toBeNull();
});

test('a packed program is a problem: nobody can tell what it was built from', async () => {
  const packed = Buffer.alloc(20_000, 0x7f);
  packed.write('\x7fELF', 0, 'latin1');
  packed.write('UPX!', 0xec, 'latin1');
  const reading = await readBuiltLayer(buildLayer([{ path: 'tool', body: packed }]));
  expect(problemsOf(reading)).toEqual(['tool: cannot be read: is packed with UPX, which hides what it was built from']);
});

test('build info that is cut off or points outside is a problem', async () => {
  const inline = writeGoProgram({ goVersion: 'go1.21.5', modules: MODULES, sections: false });
  inline.fill(0xff, 0x1000 + 32, 0x1000 + 40);
  const pointers = writeGoProgram({ goVersion: 'go1.21.5', modules: MODULES, form: 'pointers' });
  pointers.fill(0x11, 0x1000 + 16, 0x1000 + 24);
  for (const program of [inline, pointers]) {
    const reading = await readBuiltLayer(buildLayer([{ path: 'tool', body: program }]));
    expect(problemsOf(reading)).toEqual([
      expect.stringMatching(/tool: cannot be read: Go build info (is cut off|points outside)/),
    ]);
  }
});

test('a program above the size limit is searched while it streams by', async () => {
  const program = writeGoProgram({ goVersion: 'go1.21.5', modules: MODULES, padding: 4096 * 70 });
  const layer = buildLayer([{ path: 'usr/bin/tool', body: program, mode: 0o755 }]);
  for (const chunkSize of [1000, 4096, 65536]) {
    const reading = await readBuiltLayer(layer, { limits: { fileBytes: 64 * 1024 }, chunkSize });
    expect(packagesOf(reading)).toHaveLength(EXPECTED.length);
    expect(problemsOf(reading)).toEqual([]);
  }
});

test('above the size limit, the older form is a problem and another program is none', async () => {
  const pointers = writeGoProgram({ goVersion: 'go1.17', modules: MODULES, form: 'pointers' });
  const other = readFileSync(process.execPath).subarray(0, 200_000);
  const layer = buildLayer([
    { path: 'old', body: pointers },
    { path: 'other', body: other },
  ]);
  expect(problemsOf(await readBuiltLayer(layer, { limits: { fileBytes: 8192 } }))).toEqual([
    'old: cannot be read: Go build info is in a form that is not read here',
  ]);
});

test.each([
  ['go1.21.5', '1.21.5'],
  ['go1.21', '1.21.0'],
  ['go1.22rc1', '1.22.0-rc.1'],
  ['go1.22beta2', '1.22.0-beta.2'],
  ['go1.23.1 X:nocoverageredesign', '1.23.1'],
  ['go1.20.4-fips', '1.20.4'],
  ['go1.25-20250209-RC00 cl/724970549', 'go1.25-20250209-RC00 cl/724970549'],
  ['devel go1.22-abcdef', 'devel go1.22-abcdef'],
])('standard library of %s is %s', (goVersion, version) => {
  expect(stdlibVersion(goVersion)).toBe(version);
});

test.skipIf(!existsSync('/usr/bin/skopeo'))(
  'a real program: Debian builds skopeo with Go, stripped and without modules',
  async () => {
    const facts = packageFacts(await analyzeFile(goBinary, 'usr/bin/skopeo', readFileSync('/usr/bin/skopeo')));
    expect(facts[0]).toMatchObject({ name: 'stdlib', version: expect.stringMatching(/^1\.\d+\.\d+$/) });
    expect(unreadReasons(await analyzeFile(goBinary, 'usr/bin/skopeo', readFileSync('/usr/bin/skopeo')))).toEqual([]);
  },
);
