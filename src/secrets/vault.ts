import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { AppError } from '../model/index.ts';

/** Seals texts for the database. `context` says what the text belongs to (such as `registry/17`) and must be the same to unseal. */
export interface Vault {
  seal(plaintext: string, context: string): Buffer;
  /** @throws AppError `unreadable` when the bytes were changed, moved to another context, or sealed with another key */
  unseal(sealed: Buffer, context: string): string;
}

const VERSION = 1;
const KEY_ID = 4;
const NONCE = 12;
const KEY = 32;
const TAG = 16;
const HEADER = 1 + KEY_ID;
const WRAPPED = NONCE + KEY + TAG;
const SHORTEST = HEADER + WRAPPED + NONCE + TAG;

/**
 * Envelope encryption: every text has a random key of its own, which the master key wraps; both with AES-256-GCM
 * (NIST SP 800-38D) under random 96-bit nonces. Layout, bytes:
 * version 1 | master key id 4 | nonce 12, wrapped key 32, tag 16 | nonce 12, ciphertext, tag 16.
 * Header and context are authenticated, so a sealed value copied to another row cannot be unsealed.
 * @param masterKey 32 bytes
 */
export function createVault(masterKey: Buffer): Vault {
  if (masterKey.length !== KEY)
    throw new AppError('config_invalid', `the master key has ${masterKey.length} bytes, not 32`);
  const header = Buffer.concat([Buffer.from([VERSION]), keyIdOf(masterKey)]);
  return {
    seal: (plaintext, context) => sealText(masterKey, header, plaintext, context),
    unseal: (sealed, context) => unsealText(masterKey, header, sealed, context),
  };
}

function sealText(masterKey: Buffer, header: Buffer, plaintext: string, context: string): Buffer {
  const aad = authenticated(header, context);
  const key = randomBytes(KEY);
  return Buffer.concat([header, encrypt(masterKey, key, aad), encrypt(key, Buffer.from(plaintext, 'utf8'), aad)]);
}

function unsealText(masterKey: Buffer, header: Buffer, sealed: Buffer, context: string): string {
  if (sealed.length < SHORTEST || sealed[0] !== VERSION)
    throw new AppError('unreadable', 'a sealed value is damaged or of an unknown version');
  if (!sealed.subarray(0, HEADER).equals(header))
    throw new AppError('unreadable', 'a sealed value was sealed with another master key');
  const aad = authenticated(header, context);
  const key = decrypt(masterKey, sealed.subarray(HEADER, HEADER + WRAPPED), aad);
  return decrypt(key, sealed.subarray(HEADER + WRAPPED), aad).toString('utf8');
}

function authenticated(header: Buffer, context: string): Buffer {
  return Buffer.concat([header, Buffer.from(context, 'utf8')]);
}

/** Distinguishes master keys, so that an error can say which of two faults it was; reveals nothing about the key. */
function keyIdOf(masterKey: Buffer): Buffer {
  return createHmac('sha256', masterKey).update('hullwatch master key id').digest().subarray(0, KEY_ID);
}

function encrypt(key: Buffer, plaintext: Buffer, aad: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, box: Buffer, aad: Buffer): Buffer {
  const tagAt = box.length - TAG;
  const nonce = box.subarray(0, NONCE);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(aad);
  decipher.setAuthTag(box.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE, tagAt)), decipher.final()]);
  } catch (cause) {
    throw new AppError('unreadable', 'a sealed value was changed or belongs to something else', { cause });
  }
}
