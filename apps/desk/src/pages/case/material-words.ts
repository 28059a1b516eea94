/** Files of a case in words, and what a person types about them. Pure but for hashing a file that is given. */
import { hasher } from '@fadu/kernel/record/hasher';

/** 1.2 MB. */
export const sizeText = (bytes: number): string =>
  bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** 600 as 10:00. */
export const timeText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;

/** What a file is probably handed in as, by its type. */
export const kindOf = (type: string): string =>
  type.startsWith('video/')
    ? '录像'
    : type.startsWith('audio/')
      ? '录音'
      : type === 'application/pdf'
        ? '扫描件'
        : '照片';

/** One gap a line: 10:00-19:00 更换电池. A line that cannot be read is returned as it is. */
export function readGaps(text: string): {
  readonly gaps: { from: number; to: number; reason: string }[];
  readonly wrong: string | null;
} {
  const gaps: { from: number; to: number; reason: string }[] = [];
  for (const line of text
    .split('\n')
    .map((l) => l.trim())
    .filter(Boolean)) {
    const m = /^(\d{1,4})[:：](\d{2})\s*[-—－至到~～]+\s*(\d{1,4})[:：](\d{2})[\s，,]*(.*)$/.exec(line);
    const from = m ? Number(m[1]) * 60 + Number(m[2]) : 0;
    const to = m ? Number(m[3]) * 60 + Number(m[4]) : 0;
    const reason = m?.[5]?.trim() ?? '';
    if (!m || to <= from || reason.length < 4) return { gaps, wrong: line };
    gaps.push({ from, to, reason });
  }
  return { gaps, wrong: null };
}

const PART = 4 * 1024 * 1024;

/** SHA-256 of a file, read in parts so that a film does not fill the memory; `progress` from 0 to 1. */
export async function hashOfFile(file: Blob, progress: (share: number) => void): Promise<string> {
  const hash = hasher();
  for (let at = 0; at < file.size; at += PART) {
    hash.add(new Uint8Array(await file.slice(at, at + PART).arrayBuffer()));
    progress(Math.min(1, (at + PART) / file.size));
  }
  return hash.end();
}
