import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../model/index.ts';
import { readZip } from './read-zip.ts';
import type { SourceKind, SourceLimits } from './source.ts';

/** A zip file, as osv.dev exports one for each ecosystem (`all.zip`). */
export const zip: SourceKind = {
  name: 'zip',
  accepts: (source) => !/^https?:\/\//i.test(source) && /\.zip$/i.test(source),
  async open(source, known, wanted, { limits }) {
    const fingerprint = `zip:${await hashFile(source, limits)}`;
    if (fingerprint === known) return 'unchanged';
    return { fingerprint, files: () => readZip({ name: source }, wanted, limits), close: async () => {} };
  },
};

async function hashFile(path: string, limits: SourceLimits): Promise<string> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('unreadable', `the file ${path} cannot be opened`, { cause, subject: path });
  });
  if (!found.isFile()) throw new AppError('unreadable', `${path} is not a file`, { subject: path });
  if (found.size > limits.advisoryFeedBytes) {
    const message = `${path} has ${found.size} bytes, more than the limit of ${limits.advisoryFeedBytes}`;
    throw new AppError('limit_exceeded', message, { subject: path });
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
