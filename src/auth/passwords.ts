import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import pLimit from 'p-limit';
import { AppError } from '../model/index.ts';

/**
 * scrypt costs: 32 MiB and some 200 ms of one core for each password.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
const COST = { N: 2 ** 15, r: 8, p: 3 };
/** Memory for one stored hash, whatever costs it names. */
const MAX_MEMORY_BYTES = 128 * 1024 * 1024;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MIN_LENGTH = 8;
/** A password is hashed before anything is known of the caller: longer ones are an attempt to use up the CPU. */
const MAX_LENGTH = 1024;
/**
 * Passwords verified at once in this process, and further ones that wait. Without these bounds a flood of logins takes
 * all memory, and all four threads that Node also needs for files, names and compression.
 */
const MAX_RUNNING = 2;
const MAX_WAITING = 16;

const slots = pLimit(MAX_RUNNING);

/** A new hash as stored in `principal.password_hash`: `scrypt$N$r$p$salt$key` (base64url). */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < MIN_LENGTH || password.length > MAX_LENGTH) {
    throw new AppError('invalid_parameter', `a password has ${MIN_LENGTH} to ${MAX_LENGTH} characters`, {
      subject: 'password',
    });
  }
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, KEY_BYTES, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether `password` has the hash `stored`. With `stored` null (no such user, or no password login) it takes as long
 * and returns false. Throws `overloaded` when too many passwords are being verified.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  if (slots.activeCount + slots.pendingCount >= MAX_RUNNING + MAX_WAITING) {
    throw new AppError('overloaded', 'too many logins at the same time, try again');
  }
  return slots(async () => {
    const { cost, salt, key } = readHash(stored ?? DUMMY);
    const derived = await derive(password.slice(0, MAX_LENGTH + 1), salt, key.length, cost);
    return timingSafeEqual(derived, key) && stored !== null && password.length <= MAX_LENGTH;
  });
}

const DUMMY = ['scrypt', COST.N, COST.r, COST.p, 'A'.repeat(22), 'A'.repeat(43)].join('$');

function readHash(stored: string): { cost: typeof COST; salt: Buffer; key: Buffer } {
  const [scheme, N, r, p, salt, key] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) {
    throw new AppError('internal', 'a stored password hash is not readable');
  }
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
}

function derive(password: string, salt: Buffer, length: number, cost: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: MAX_MEMORY_BYTES };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
