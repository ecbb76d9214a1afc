/** 32-bit numbers one after the other. */
export function littleEndian(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes;
}

export function bigEndian(...values: readonly number[]): Buffer {
  return littleEndian(...values).swap32();
}
