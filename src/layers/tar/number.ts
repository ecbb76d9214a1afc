import { AppError } from '../../model/index.ts';

/**
 * A numeric field of a tar header: octal digits padded with spaces or NUL on either side, or base-256 when the top bit is set
 * (GNU tar manual, "Basic Tar Format"). Empty fields are 0.
 * @throws AppError `unreadable` for anything that is not an integer from 0 to 2^53 - 1
 */
export function readNumber(field: Buffer, what: string): number {
  return ((field[0] ?? 0) & 0x80) === 0 ? readOctal(field, what) : readBase256(field, what);
}

function readOctal(field: Buffer, what: string): number {
  const padded = field.toString('latin1').replace(/^[ \0]+/, '');
  const digits = padded.replace(/\0.*$/s, '').trim();
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw refused(what, `not octal: ${JSON.stringify(digits)}`);
  return Number.parseInt(digits, 8);
}

function readBase256(field: Buffer, what: string): number {
  // 0xff marks a negative number in two's complement; nothing we read may be negative.
  if (field[0] !== 0x80) throw refused(what, 'negative or above 2^53');
  const bytes = field.subarray(1);
  const high = bytes.subarray(0, Math.max(0, bytes.length - 6));
  const low = bytes.subarray(high.length).readUIntBE(0, bytes.length - high.length);
  const carry = high.length === 0 ? 0 : (high[high.length - 1] as number);
  if (high.subarray(0, -1).some((byte) => byte !== 0) || carry >= 32) throw refused(what, 'above 2^53');
  return carry * 2 ** 48 + low;
}

function refused(what: string, why: string): AppError {
  return new AppError('unreadable', `tar header has an absurd ${what}: ${why}`);
}
