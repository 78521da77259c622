import xxhash, { type XXHash, type XXHashAPI } from 'xxhash-wasm';

/** A body in memory, as it will be sent. */
export type Bytes = string | Uint8Array;

/** The digest of a body's bytes: the opaque value of an entity tag. */
export type Digest = (body: Bytes) => string;

/**
 * Longer bodies are hashed in pieces, because the hash's memory grows to three times the longest piece and never
 * shrinks.
 */
const PIECE = 65_536;

let hasher: Promise<XXHashAPI> | undefined;

/** The process's XXH64, loaded on first use. */
function loadHasher(): Promise<XXHashAPI> {
  hasher ??= xxhash();
  return hasher;
}

/**
 * The default digest: XXH64 in 16 hexadecimal digits. It is fast and the same on every machine. It is not
 * collision-resistant: if an attacker can choose bodies, provide a cryptographic digest instead.
 */
export async function defaultDigest(): Promise<Digest> {
  const { h64Raw, h64, create64 } = await loadHasher();
  return (body) => {
    if (body.length <= PIECE) return hexadecimal(typeof body === 'string' ? h64(body) : h64Raw(body));
    const hash = create64();
    for (const piece of piecesOf(body)) hash.update(piece);
    return hexadecimal(hash.digest());
  };
}

/** The default digest of content that arrives in pieces. */
export async function digestOfPieces(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash: XXHash<bigint> = (await loadHasher()).create64();
  for await (const piece of pieces) hash.update(piece);
  return hexadecimal(hash.digest());
}

function* piecesOf(body: Bytes): Generator<Bytes> {
  for (let start = 0; start < body.length; ) {
    let end = Math.min(start + PIECE, body.length);
    if (typeof body === 'string' && end < body.length && isHighSurrogate(body.charCodeAt(end - 1))) end--;
    yield typeof body === 'string' ? body.slice(start, end) : body.subarray(start, end);
    start = end;
  }
}

/** The first half of a surrogate pair, which UTF-8 cannot encode alone. */
function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function hexadecimal(hash: bigint): string {
  return hash.toString(16).padStart(16, '0');
}
