import { INT32_MAX, int32 } from '../schema/fields.ts';
import { SCAN_SCOPE_BITS } from '../schema/words.ts';

/** A bit mask of what to scan. Requests may write it in decimal or, as the vendor's own tools do, as `0x…` text. */
export const scanScope = int32(0, INT32_MAX, {
  'x-bits': SCAN_SCOPE_BITS,
  'x-hex-text': true,
  description: 'Bit mask of what to scan, decimal or `0x…`.',
});
