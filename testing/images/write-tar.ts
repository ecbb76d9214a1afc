/** One member of a layer to be built. A string or Buffer body makes a file; `type` tells the rest. */
export interface LayerEntry {
  readonly path: string;
  readonly type?: 'file' | 'directory' | 'symlink' | 'hardlink' | 'fifo' | 'device';
  readonly body?: string | Buffer;
  readonly mode?: number;
  readonly linkTarget?: string;
}

export type TarFormat = 'pax' | 'ustar' | 'gnu' | 'v7';

export const BLOCK = 512;
const TYPE_FLAGS = { file: '0', hardlink: '1', symlink: '2', device: '3', directory: '5', fifo: '6' } as const;
const NAME_BYTES = 100;

/** A tar archive of the entries in the given order. Deterministic: times and owners are 0. */
export function writeTar(entries: readonly LayerEntry[], format: TarFormat = 'pax'): Buffer {
  const members = entries.flatMap((entry) => writeMember(entry, format));
  return Buffer.concat([...members, Buffer.alloc(2 * BLOCK)]);
}

/** A member with its records before it and its zeros behind it. */
function writeMember(entry: LayerEntry, format: TarFormat): Buffer[] {
  const type = entry.type ?? 'file';
  const body = type === 'file' ? Buffer.from(entry.body ?? '') : Buffer.alloc(0);
  const name = type === 'directory' ? `${entry.path.replace(/\/$/, '')}/` : entry.path;
  const header = tarHeader({
    name,
    size: body.length,
    mode: entry.mode ?? (type === 'directory' ? 0o755 : 0o644),
    typeFlag: format === 'v7' && type === 'file' ? '\0' : TYPE_FLAGS[type],
    linkName: entry.linkTarget ?? '',
    magic: format === 'gnu' ? 'ustar  \0' : format === 'v7' ? '' : 'ustar\x0000',
  });
  return [...longNames(name, entry.linkTarget ?? '', format), header, padded(body)];
}

export interface RawHeader {
  readonly name: string;
  readonly size?: number;
  readonly mode?: number;
  readonly typeFlag?: string;
  readonly linkName?: string;
  readonly magic?: string;
  /** Bytes put over the finished block before its checksum is made, by offset. */
  readonly patches?: Readonly<Record<number, string | Buffer>>;
}

/** One header block with a right checksum; texts that do not fit are cut. */
export function tarHeader(header: RawHeader): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, '0');
  Buffer.from(header.name).copy(block, 0, 0, NAME_BYTES);
  block.write(octal(header.mode ?? 0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(header.size ?? 0, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(header.typeFlag ?? '0', 156, 'latin1');
  Buffer.from(header.linkName ?? '').copy(block, 157, 0, NAME_BYTES);
  block.write(header.magic ?? 'ustar\x0000', 257, 'latin1');
  for (const [at, bytes] of Object.entries(header.patches ?? {})) Buffer.from(bytes).copy(block, Number(at));
  return withChecksum(block);
}

/** Sets the checksum field to what the bytes add up to. */
export function withChecksum(block: Buffer): Buffer {
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A PAX extended header member (`x`), or a global one (`g`). */
export function paxMember(records: Readonly<Record<string, string>>, typeFlag: 'x' | 'g' = 'x'): Buffer {
  const body = Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
  return Buffer.concat([tarHeader({ name: 'PaxHeaders/records', size: body.length, typeFlag }), padded(body)]);
}

/** Zeros up to the next whole block. */
export function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}

function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function longNames(name: string, linkTarget: string, format: TarFormat): Buffer[] {
  const longName = Buffer.byteLength(name) > NAME_BYTES;
  const longLink = Buffer.byteLength(linkTarget) > NAME_BYTES;
  if (!longName && !longLink) return [];
  if (format === 'gnu') {
    return [...(longLink ? [gnuName('K', linkTarget)] : []), ...(longName ? [gnuName('L', name)] : [])];
  }
  if (format !== 'pax')
    throw new Error(`a ${format} archive built here has no names above ${NAME_BYTES} bytes: ${name}`);
  return [paxMember({ ...(longName ? { path: name } : {}), ...(longLink ? { linkpath: linkTarget } : {}) })];
}

function gnuName(typeFlag: 'K' | 'L', name: string): Buffer {
  const body = Buffer.from(`${name}\0`);
  const magic = 'ustar  \0';
  return Buffer.concat([tarHeader({ name: '././@LongLink', size: body.length, typeFlag, magic }), padded(body)]);
}
