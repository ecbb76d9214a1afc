import { execFileSync, spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paxMember, type TarFormat, tarHeader, writeTar } from '../../../fixtures/images/index.ts';
import type { TarEntry } from './entry.ts';
import { readNumber } from './number.ts';
import { walkTar } from './walk-tar.ts';

const noGnuTar = !spawnSync('tar', ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU tar');
const LONG = `${'directory-with-a-long-name/'.repeat(5)}${'f'.repeat(120)}`;
const DEEP = `${'d'.repeat(60)}/${'e'.repeat(60)}/file`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-tar-'));
  for (const name of ['plain', 'with space', 'ünïcode', DEEP, 'empty', ...(noGnuTar ? [] : [LONG])]) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name === 'empty' ? '' : `body of ${name}\n`.repeat(100));
  }
  symlinkSync('../somewhere/else', join(folder, 'symlink'));
  symlinkSync('t'.repeat(150), join(folder, 'long-symlink'));
  linkSync(join(folder, 'plain'), join(folder, 'zz-hardlink'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(noGnuTar).each(['gnu', 'oldgnu', 'pax', 'posix', 'ustar', 'v7'])(
  'archives of GNU tar in format %s list as tar lists them',
  (format) => {
    const short = ['ustar', 'v7'].includes(format);
    const leaveOut = short
      ? [
          '--exclude',
          'directory-with*',
          '--exclude',
          'long-symlink',
          ...(format === 'v7' ? ['--exclude', 'dddd*'] : []),
        ]
      : [];
    const tar = execFileSync('tar', ['-C', folder, `--format=${format}`, '--sort=name', ...leaveOut, '-cf', '-', '.'], {
      maxBuffer: 1e8,
    });
    const listed = execFileSync('tar', ['-tf', '-', '--quoting-style=literal'], { input: tar, encoding: 'utf8' });
    const expected = listed
      .trim()
      .split('\n')
      .map((line) => line.replace(/^\.\//, '').replace(/\/$/, ''))
      .filter(Boolean);
    const { entries, bodies } = walk(tar);
    expect(entries.map(({ path }) => path)).toEqual(expected);
    expect(bodies.get('plain')).toBe('body of plain\n'.repeat(100));
    expect(entries.find(({ path }) => path === 'symlink')).toMatchObject({
      type: 'symlink',
      linkTarget: '../somewhere/else',
    });
    expect(entries.find(({ path }) => path === 'zz-hardlink')).toMatchObject({
      type: 'hardlink',
      linkTarget: 'plain',
      size: 0,
    });
    if (!short) {
      expect(bodies.get(LONG)).toBe(`body of ${LONG}\n`.repeat(100));
      expect(entries.find(({ path }) => path === 'long-symlink')?.linkTarget).toBe('t'.repeat(150));
    }
  },
);

test.each(['pax', 'gnu', 'ustar', 'v7'] as TarFormat[])('our own archives in format %s', (format) => {
  const { entries, bodies } = walk(
    writeTar(
      [
        { path: 'd', type: 'directory' },
        { path: 'd/f', body: 'x', mode: 0o4755 },
      ],
      format,
    ),
  );
  expect(entries).toEqual([
    { path: 'd', type: 'directory', size: 0, mode: 0o755, linkTarget: '' },
    { path: 'd/f', type: 'file', size: 1, mode: 0o4755, linkTarget: '' },
  ]);
  expect(bodies.get('d/f')).toBe('x');
});

test('PAX records apply to one member, and a GNU name wins over theirs', () => {
  const gnuName = Buffer.concat([
    tarHeader({ name: 'L', size: 5, typeFlag: 'L' }),
    Buffer.from('gnu\0\0'),
    Buffer.alloc(507),
  ]);
  const tar = Buffer.concat([
    gnuName,
    paxMember({ path: 'pax', size: '3' }),
    tarHeader({ name: 'short' }),
    Buffer.from('abc'),
    Buffer.alloc(509),
    writeTar([{ path: 'next' }]),
  ]);
  const { entries, bodies } = walk(tar);
  expect(entries.map(({ path }) => path)).toEqual(['gnu', 'next']);
  expect(bodies.get('gnu')).toBe('abc');
});

test('an empty PAX value removes what an earlier record said', () => {
  const { entries } = walk(Buffer.concat([paxMember({ path: '' }), writeTar([{ path: 'kept' }])]));
  expect(entries.map(({ path }) => path)).toEqual(['kept']);
});

test.each([
  ['a prefix of an early Go', 'var/lib/dpkg', 'var/lib/dpkg/status'],
  ['times', '14712345671\x0014712345671\0', 'status'],
  ['no times', '', 'status'],
])('the GNU magic with %s', (_, field, path) => {
  const header = tarHeader({ name: 'status', magic: 'ustar  \0', patches: { 345: field } });
  expect(walk(header).entries.map((entry) => entry.path)).toEqual([path]);
});

test('an archive may end without the zeros behind its last body', () => {
  expect(walk(Buffer.concat([tarHeader({ name: 'x', size: 3 }), Buffer.from('abc')])).bodies.get('x')).toBe('abc');
});

test('names that are not UTF-8 stay apart', () => {
  const tar = Buffer.concat([0xe9, 0xe8].map((byte) => tarHeader({ name: 'x', patches: { 0: Buffer.from([byte]) } })));
  expect(walk(tar).entries.map(({ path }) => path)).toEqual(['é', 'è']);
});

test('sizes in base 256, and a checksum over signed bytes', () => {
  const field = Buffer.alloc(12);
  field[0] = 0x80;
  field[11] = 2;
  const header = tarHeader({ name: 'ünsigned', patches: { 124: field } });
  const signed = header.reduce(
    (sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte < 128 ? byte : byte - 256),
    0,
  );
  header.write(`${signed.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const { bodies } = walk(Buffer.concat([header, Buffer.from('ab'), Buffer.alloc(510)]));
  expect(bodies.get('ünsigned')).toBe('ab');
});

test.each([
  ['000644 \0', 0o644],
  ['  644\0  ', 0o644],
  ['', 0],
  ['\0\0\0\0', 0],
  ['\0 644\0', 0o644],
])('the octal field %j is %i', (text, value) => {
  expect(readNumber(Buffer.from(text), 'size')).toBe(value);
});

test('the largest number that base 256 may hold here', () => {
  const field = Buffer.from([0x80, 0, 0, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  expect(readNumber(field, 'size')).toBe(Number.MAX_SAFE_INTEGER);
  field[5] = 0x20;
  expect(() => readNumber(field, 'size')).toThrow('above 2^53');
});

function walk(tar: Buffer): { entries: TarEntry[]; bodies: Map<string, string> } {
  const entries: TarEntry[] = [];
  const bodies = new Map<string, string>();
  const walker = walkTar(
    {
      member(entry) {
        entries.push(entry);
        const pieces: Buffer[] = [];
        return {
          push: (piece) => pieces.push(Buffer.from(piece)),
          end: () => bodies.set(entry.path, Buffer.concat(pieces).toString()),
        };
      },
      problem: (problem) => expect.unreachable(problem.reason),
    },
    { layerEntries: 1_000_000, pathLength: 4096 },
  );
  for (let at = 0; at < tar.length; at += 1000) walker.push(tar.subarray(at, at + 1000));
  walker.end();
  return { entries, bodies };
}
