/** What a file is, found in its own bytes. What is not on the list is not taken. */
import type { MaterialKind } from '@fadu/kernel';

/** One kind of file that is taken in. */
export interface MediaType {
  readonly media: string;
  /** Ending of a file name. */
  readonly ending: string;
  /** What it may be handed in as. */
  readonly kinds: readonly MaterialKind[];
}

const type = (media: string, ending: string, ...kinds: MaterialKind[]): MediaType => ({
  media,
  ending,
  kinds,
});

const JPEG = type('image/jpeg', 'jpg', '照片', '扫描件');
const PNG = type('image/png', 'png', '照片', '扫描件');
const PDF = type('application/pdf', 'pdf', '扫描件');
const MP4 = type('video/mp4', 'mp4', '录像');
const MOV = type('video/quicktime', 'mov', '录像');
const WEBM = type('video/webm', 'webm', '录像', '录音');
const MP3 = type('audio/mpeg', 'mp3', '录音');
const M4A = type('audio/mp4', 'm4a', '录音');
const WAV = type('audio/wav', 'wav', '录音');
const OGG = type('audio/ogg', 'ogg', '录音');

/** Every kind of file that is taken in. */
export const MEDIA: readonly MediaType[] = [JPEG, PNG, PDF, MP4, MOV, WEBM, MP3, M4A, WAV, OGG];

/** The list as people read it. */
export const MEDIA_WORDS =
  '照片JPG、PNG，录像MP4、MOV、WebM，录音MP3、M4A、WAV、OGG、WebM，扫描件PDF、JPG、PNG';

/** Largest file, in bytes: DESIGN, enough for an hour of film at 4 Mbit/s. */
export const MAX_MATERIAL_BYTES = 2 * 1024 * 1024 * 1024;

/** Bytes that `mediaOf` needs to see. */
export const HEAD_BYTES = 64;

/** What these first bytes begin; undefined for anything that is not on the list. */
export function mediaOf(head: Uint8Array): MediaType | undefined {
  const at = (offset: number, text: string) =>
    [...text].every((char, i) => head[offset + i] === char.charCodeAt(0));
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return JPEG;
  if (head[0] === 0x89 && at(1, 'PNG\r\n')) return PNG;
  if (at(0, '%PDF-')) return PDF;
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return WEBM;
  if (at(0, 'OggS')) return OGG;
  if (at(0, 'RIFF') && at(8, 'WAVE')) return WAV;
  if (at(0, 'ID3')) return MP3;
  if (at(4, 'ftyp')) return at(8, 'M4A') ? M4A : at(8, 'qt  ') ? MOV : isFilm(head) ? MP4 : undefined;
  // MPEG audio frame: eleven set bits, a layer, a bit rate and a sampling rate that exist.
  const [, b1 = 0, b2 = 0] = head;
  const frame = head[0] === 0xff && (b1 & 0xe0) === 0xe0 && (b1 & 0x06) !== 0 && (b1 & 0x18) !== 0x08;
  return frame && (b2 & 0xf0) !== 0xf0 && (b2 & 0x0c) !== 0x0c ? MP3 : undefined;
}

/** Brands of film among the many of ISO/IEC 14496-12; pictures (heic, avif) share the container and are none. */
const FILM = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', '3gp4', '3gp5', '3gp6'];
function isFilm(head: Uint8Array): boolean {
  const brand = String.fromCharCode(...head.subarray(8, 12));
  return FILM.includes(brand);
}
