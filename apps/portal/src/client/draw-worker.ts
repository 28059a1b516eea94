/** Runs the check beside the page, so that a list of a million rows does not stop it. */
import { type CheckRequest, checkDraw } from './draw-check.ts';

const here = globalThis as unknown as {
  onmessage: ((event: { readonly data: CheckRequest }) => void) | null;
  postMessage(message: unknown): void;
};
here.onmessage = ({ data }) => void checkDraw(data, (message) => here.postMessage(message));
