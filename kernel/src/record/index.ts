/**
 * The tamper-evident record: an append-only Merkle log with signed heads, in the formats of the transparency-log
 * community (C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature, tlog-proof). Pure: runs in a browser as on
 * a server.
 */
export * from './builder.ts';
export { fromBase64, fromHex, fromUtf8, sameBytes, toBase64, toHex, utf8 } from './bytes.ts';
export * from './canonical.ts';
export * from './checkpoint.ts';
export * from './compact.ts';
export * from './errors.ts';
export * from './merkle.ts';
export { isCount } from './nodes.ts';
export * from './note.ts';
export {
  checkInclusion,
  makeProof,
  type ProofPolicy,
  type ProofResult,
  proofLeaf,
  type RecordProof,
  verifyProof,
} from './proof.ts';
export * from './signed-facts.ts';
export { type HashReader, type HashReaderOptions, hashReader, type ReadFile } from './tile-reader.ts';
export * from './tiles.ts';
export * from './tlog-proof.ts';
export * from './verify-log.ts';
