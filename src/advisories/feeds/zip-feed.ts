import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../model/index.ts';
import type { AdvisoryFeed, FeedLimits } from './feed.ts';
import { readZip } from './read-zip.ts';

/** A zip file of OSV files, as osv.dev exports one for each ecosystem (`all.zip`). */
export const zipFeed: AdvisoryFeed = {
  name: 'zip',
  accepts: (source) => !/^https?:\/\//i.test(source) && /\.zip$/i.test(source),
  async open(source, known, { limits }) {
    const fingerprint = `zip:${await hashFile(source, limits)}`;
    if (fingerprint === known) return 'unchanged';
    return { fingerprint, files: () => readZip({ name: source }, limits), close: async () => {} };
  },
};

async function hashFile(path: string, limits: FeedLimits): Promise<string> {
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
