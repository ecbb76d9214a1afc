import { hash } from 'node:crypto';
import { AppError } from '../model/index.ts';

export type DigestAlgorithm = 'sha256' | 'sha512';

const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;

/** True for a digest in a registered algorithm (image-spec descriptor.md, "Registered algorithms"), lower-case hex. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** The algorithm of a digest. Throws registry_protocol for a malformed digest. */
export function digestAlgorithm(digest: string): DigestAlgorithm {
  if (!isDigest(digest))
    throw new AppError('registry_protocol', 'a digest is neither sha256 nor sha512 in lower-case hex');
  return digest.startsWith('sha256:') ? 'sha256' : 'sha512';
}

/** `sha256:` and the hash of `bytes` in hex; likewise for sha512. */
export function digestOf(bytes: Buffer, algorithm: DigestAlgorithm = 'sha256'): string {
  return `${algorithm}:${hash(algorithm, bytes, 'hex')}`;
}

/** Throws digest_mismatch unless `bytes` have the digest. `what` names them in the message. */
export function verifyDigest(bytes: Buffer, digest: string, what: string): void {
  if (digestOf(bytes, digestAlgorithm(digest)) === digest) return;
  throw new AppError('digest_mismatch', `${what} does not have the digest ${digest}`, { subject: digest });
}
