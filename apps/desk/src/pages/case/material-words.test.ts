import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashOfFile, kindOf, readGaps, sizeText, timeText } from './material-words.ts';

test('R24.2 gaps as typed: minutes and seconds, a reason each; what cannot be read is named', () => {
  expect(readGaps('10:00-19:00 更换电池\n 65：05 至 66:00，网络中断 ')).toEqual({
    gaps: [
      { from: 600, to: 1140, reason: '更换电池' },
      { from: 3905, to: 3960, reason: '网络中断' },
    ],
    wrong: null,
  });
  expect(readGaps('')).toEqual({ gaps: [], wrong: null });
  for (const line of ['10:00-19:00', '19:00-10:00 更换电池', '中间断了一会儿', '10:00-19:00 坏了'])
    expect(readGaps(line).wrong).toBe(line);
});

test('R24.2 the hash computed in the browser is that of the bytes', async () => {
  const bytes = Uint8Array.from({ length: 9_000_000 }, (_, i) => (i * 13) & 0xff);
  const steps: number[] = [];
  expect(await hashOfFile(new Blob([bytes]), (s) => steps.push(s))).toBe(
    createHash('sha256').update(bytes).digest('hex'),
  );
  expect(steps.at(-1)).toBe(1);
  expect(steps.length).toBe(3);
});

test('words', () => {
  expect([sizeText(100), sizeText(5 * 1024 * 1024), timeText(605)]).toEqual(['1 KB', '5.0 MB', '10:05']);
  expect(['video/mp4', 'audio/wav', 'application/pdf', 'image/png'].map(kindOf)).toEqual([
    '录像',
    '录音',
    '扫描件',
    '照片',
  ]);
});
