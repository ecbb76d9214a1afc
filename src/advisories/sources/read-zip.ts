import { type Entry, fromFdPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { AppError } from '../../model/index.ts';
import { MOST_FILES, notWanted, type Problem, type SourceFile, type SourceLimits, type WantedFiles } from './source.ts';

/** Attack: a few kilobytes that unpack to gigabytes. Real records stay below 50 to 1. */
const RATIO = { limit: 200, after: 1024 * 1024 };

/** Where a zip lies: a file of this name, or one that is open already and stays open. */
export interface ZipPlace {
  readonly name: string;
  readonly fd?: number;
}

/**
 * The files of a zip in the order of its directory. Names are names only: nothing is written, so `../x` harms nobody.
 * @throws AppError `unreadable` when the directory is damaged, `limit_exceeded` when it unpacks to more than a source may hold
 */
export async function* readZip(place: ZipPlace, wanted: WantedFiles, limits: SourceLimits): AsyncGenerator<SourceFile> {
  const zip = await openZip(place);
  let unpacked = 0;
  try {
    if (zip.entryCount > MOST_FILES) throw tooLarge(place, `more than ${MOST_FILES} files`);
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (name.endsWith('/')) continue;
      const problem = refusal(name, entry, wanted, limits);
      if (problem) yield { name, problem };
      else {
        unpacked += entry.uncompressedSize;
        if (unpacked > limits.advisoryFeedBytes)
          throw tooLarge(place, `more than ${limits.advisoryFeedBytes} bytes unpacked`);
        yield await readEntry(zip, entry, name);
      }
    }
  } catch (error) {
    throw error instanceof AppError ? error : damaged(place, error);
  } finally {
    // The reader would close a descriptor that is not its own.
    if (place.fd === undefined) zip.close();
  }
}

/** File names are decoded here, because the reader would refuse a whole archive for one name with `..` in it. */
async function openZip(place: ZipPlace): Promise<ZipFile> {
  const options = { decodeStrings: false, autoClose: false };
  try {
    return await (place.fd === undefined ? openPromise(place.name, options) : fromFdPromise(place.fd, options));
  } catch (error) {
    throw damaged(place, error);
  }
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function refusal(name: string, entry: Entry, wanted: WantedFiles, limits: SourceLimits): Problem | null {
  const { compressedSize, uncompressedSize } = entry;
  if (!wanted.wants(name)) return notWanted(wanted);
  const broken = (reason: string): Problem => ({ reason, broken: true });
  if (entry.isEncrypted()) return broken('encrypted');
  if (uncompressedSize > limits.advisoryBytes) {
    return broken(`${uncompressedSize} bytes, more than the limit of ${limits.advisoryBytes}`);
  }
  if (uncompressedSize > RATIO.after && uncompressedSize > RATIO.limit * compressedSize) {
    return broken(`unpacks to more than ${RATIO.limit} times its size`);
  }
  return null;
}

/** The reader ends an entry with an error as soon as it unpacks to more than its directory says. */
async function readEntry(zip: ZipFile, entry: Entry, name: string): Promise<SourceFile> {
  try {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    return { name, bytes: Buffer.concat(parts) };
  } catch {
    return { name, problem: { reason: 'damaged inside the zip file', broken: true } };
  }
}

function damaged({ name }: ZipPlace, cause: unknown): AppError {
  return new AppError('unreadable', 'not a readable zip file', { cause, subject: name });
}

function tooLarge({ name }: ZipPlace, how: string): AppError {
  return new AppError('limit_exceeded', `the zip file holds ${how}`, { subject: name });
}
