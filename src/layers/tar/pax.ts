import { AppError } from '../../model/index.ts';
import { decodeName } from './path.ts';

/** What the records before a member say about it (POSIX pax, "Extended Header"; GNU long names). */
export interface Overrides {
  readonly path?: string;
  readonly linkPath?: string;
  readonly size?: number;
  readonly sparse?: true;
}

/**
 * Reads `length key=value\n` records; only those that move bytes or names are kept.
 * @throws AppError `unreadable` when a length does not fit or a size is no integer
 */
export function readPaxRecords(body: Buffer): Overrides {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < body.length; ) {
    const { key, value, end } = readRecord(body, at);
    if (value.length === 0) records.delete(key);
    else records.set(key, value);
    at = end;
  }
  return {
    ...text('path', (isSparse(records) && records.get('GNU.sparse.name')) || records.get('path')),
    ...text('linkPath', records.get('linkpath')),
    ...readSize(records.get('size')),
    ...([...records.keys()].some((key) => key.startsWith('GNU.sparse.')) ? { sparse: true as const } : {}),
  };
}

/** GNU `L` and `K` members: the name, ended by NUL; an empty one says nothing. */
export function readLongName(typeFlag: 'L' | 'K', body: Buffer): Overrides {
  const name = decodeName(body);
  if (name === '') return {};
  return typeFlag === 'L' ? { path: name } : { linkPath: name };
}

/** In formats 0.0, 0.1 and 1.0 (GNU tar manual, "Storing Sparse Files"); of others, the sparse name is not the file's. */
function isSparse(records: ReadonlyMap<string, Buffer>): boolean {
  const version = ['major', 'minor'].map((part) => records.get(`GNU.sparse.${part}`)?.toString('latin1') ?? '');
  return version.join('.') === '.' ? records.has('GNU.sparse.map') : ['0.0', '0.1', '1.0'].includes(version.join('.'));
}

function readRecord(body: Buffer, at: number): { key: string; value: Buffer; end: number } {
  const space = body.indexOf(0x20, at);
  const digits = space === -1 || space - at > 8 ? '' : body.toString('latin1', at, space);
  const end = at + Number(digits);
  const equals = body.indexOf(0x3d, space);
  const fits = /^[1-9]\d*$/.test(digits) && end <= body.length && equals !== -1 && equals < end - 1;
  if (!fits || body[end - 1] !== 0x0a)
    throw new AppError('unreadable', 'tar PAX record has a length that does not fit');
  return { key: body.toString('utf8', space + 1, equals), value: body.subarray(equals + 1, end - 1), end };
}

/** NUL is kept here: the path check refuses it, a cut name would be another file. */
function text(key: 'path' | 'linkPath', value: Buffer | undefined): Overrides {
  if (value === undefined) return {};
  const decoded = value.toString('utf8');
  return { [key]: decoded.includes('\ufffd') ? value.toString('latin1') : decoded };
}

function readSize(value: Buffer | undefined): Overrides {
  if (value === undefined) return {};
  const digits = value.toString('latin1');
  const size = Number(digits);
  if (!/^\d+$/.test(digits) || !Number.isSafeInteger(size)) {
    throw new AppError('unreadable', `tar PAX record has an absurd size: ${JSON.stringify(digits.slice(0, 40))}`);
  }
  return { size };
}
