const MASK = (1n << 64n) - 1n;
const PRIME_1 = 0x9e3779b185ebca87n;
const PRIME_2 = 0xc2b2ae3d27d4eb4fn;
const PRIME_3 = 0x165667b19e3779f9n;
const PRIME_4 = 0x85ebca77c2b2ae63n;
const PRIME_5 = 0x27d4eb2f165667c5n;

/** XXH64 with seed 0, written from its specification step by step, to compare the library's with. */
export function xxh64(content: string | Uint8Array): string {
  const bytes = Buffer.from(content as Uint8Array);
  const length = bytes.length;
  let hash: bigint;
  let at = 0;
  if (length >= 32) {
    let lanes: [bigint, bigint, bigint, bigint] = [wrap(PRIME_1 + PRIME_2), PRIME_2, 0n, wrap(-PRIME_1)];
    for (; at <= length - 32; at += 32) {
      lanes = lanes.map((lane, index) => round(lane, bytes.readBigUInt64LE(at + index * 8))) as typeof lanes;
    }
    const [a, b, c, d] = lanes;
    hash = wrap(rotated(a, 1n) + rotated(b, 7n) + rotated(c, 12n) + rotated(d, 18n));
    for (const lane of lanes) hash = wrap((hash ^ round(0n, lane)) * PRIME_1 + PRIME_4);
  } else {
    hash = PRIME_5;
  }
  hash = wrap(hash + BigInt(length));
  for (; at + 8 <= length; at += 8) {
    hash = wrap(rotated(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * PRIME_1 + PRIME_4);
  }
  if (at + 4 <= length) {
    hash = wrap(rotated(hash ^ wrap(BigInt(bytes.readUInt32LE(at)) * PRIME_1), 23n) * PRIME_2 + PRIME_3);
    at += 4;
  }
  for (; at < length; at++) hash = wrap(rotated(hash ^ wrap(BigInt(bytes.readUInt8(at)) * PRIME_5), 11n) * PRIME_1);
  hash = wrap((hash ^ (hash >> 33n)) * PRIME_2);
  hash = wrap((hash ^ (hash >> 29n)) * PRIME_3);
  return (hash ^ (hash >> 32n)).toString(16).padStart(16, '0');
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(rotated(wrap(lane + input * PRIME_2), 31n) * PRIME_1);
}

function rotated(value: bigint, bits: bigint): bigint {
  return wrap(value << bits) | (value >> (64n - bits));
}

function wrap(value: bigint): bigint {
  return value & MASK;
}
