/** Stable codes of everything that can be wrong with a record, a proof or a key. */
export type RecordErrorCode =
  | 'bundle-malformed'
  | 'checkpoint-malformed'
  | 'encoding-malformed'
  | 'entry-mismatch'
  | 'entry-too-large'
  | 'inclusion-invalid'
  | 'index-out-of-range'
  | 'key-malformed'
  | 'log-forked'
  | 'log-shrunk'
  | 'not-canonical'
  | 'note-malformed'
  | 'origin-mismatch'
  | 'path-malformed'
  | 'proof-malformed'
  | 'root-mismatch'
  | 'signature-invalid'
  | 'signature-missing'
  | 'state-malformed'
  | 'tile-malformed'
  | 'tile-mismatch'
  | 'tile-missing'
  | 'witnesses-too-few';

/** Where in a log something is wrong, as far as it can be said. */
export interface RecordPlace {
  /** Path of the tile or entry bundle, e.g. `tile/0/x001/234`; `checkpoint` for the signed head. */
  readonly path?: string;
  /** Entry counted from 0; for a tile above the lowest level, the first entry below the wrong hash. */
  readonly index?: number;
  /** Hash or entry within the tile or bundle, counted from 0. */
  readonly position?: number;
}

/** A record, proof, key or log file that is not as it must be. The message is a Chinese sentence for people. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  /** Stable, for programs. */
  readonly code: RecordErrorCode;
  readonly at: RecordPlace;

  constructor(code: RecordErrorCode, message: string, at: RecordPlace = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.at = at;
  }
}
