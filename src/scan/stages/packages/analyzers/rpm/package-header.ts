import type { PackageFact } from '../../../../../model/index.ts';

/** Tags in use (rpm source, include/rpm/rpmtag.h). */
const TAG = { name: 1000, version: 1001, release: 1002, epoch: 1003, arch: 1022, sourceRpm: 1044 } as const;
const INT32 = 4;
const STRING = 6;
const I18N_STRING = 9;
const ENTRY_BYTES = 16;

interface HeaderEntry {
  readonly type: number;
  readonly offset: number;
}

/**
 * The package that a stored header describes: two lengths, an index of tags, and their data, big endian throughout
 * (rpm manual, "Package format", header structure). Null for public keys, which rpm keeps as if they were packages.
 * @throws Error when the header does not fit its bytes or lacks name, version or release
 */
export function readPackageHeader(path: string, blob: Buffer): PackageFact | null {
  const text = readTags(blob);
  const [name, version, release] = [text('name'), text('version'), text('release')];
  if (!name || !version || !release) throw new Error('a package header has no name, version or release');
  if (name === 'gpg-pubkey') return null;
  const epoch = text('epoch');
  const full = `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}-${release}`;
  const source = parseSource(text('sourceRpm'), `${version}-${release}`, full);
  const arch = text('arch') ?? '';
  return { type: 'rpm', name, version: full, arch, ...(source ?? { sourceName: name, sourceVersion: full }), path };
}

function readTags(blob: Buffer): (key: keyof typeof TAG) => string | undefined {
  const count = blob.readUInt32BE(0);
  const dataStart = 8 + count * ENTRY_BYTES;
  if (dataStart + blob.readUInt32BE(4) > blob.length) throw new Error('a package header is longer than its record');
  const index = new Map<number, HeaderEntry>();
  for (let at = 8; at < dataStart; at += ENTRY_BYTES) {
    index.set(blob.readUInt32BE(at), { type: blob.readUInt32BE(at + 4), offset: blob.readUInt32BE(at + 8) });
  }
  const data = blob.subarray(dataStart);
  return (key) => {
    const entry = index.get(TAG[key]);
    return entry && readValue(data, entry);
  };
}

function readValue(data: Buffer, { type, offset }: HeaderEntry): string {
  if (type === INT32) return String(data.readUInt32BE(offset));
  const end = data.indexOf(0, offset);
  if ((type !== STRING && type !== I18N_STRING) || end === -1)
    throw new Error('a package header has a tag of wrong type');
  return data.toString('utf8', offset, end);
}

/**
 * `name-version-release.src.rpm`. It has no epoch: the binary's is taken when both have the same version, else none,
 * because a wrong high epoch would hide advisories and a missing one only shows too many.
 */
function parseSource(sourceRpm: string | undefined, binary: string, full: string) {
  const [, sourceName, version] = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/.exec(sourceRpm ?? '') ?? [];
  if (!sourceName || !version) return null;
  return { sourceName, sourceVersion: version === binary ? full : version };
}
