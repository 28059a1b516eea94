/** Every fault, in the order in which they are run. */
import { backupFault } from './backup.ts';
import type { Fault } from './fault.ts';
import { killFault } from './kill.ts';
import { tamperFault } from './tamper.ts';
import {
  clientsFault,
  clockFault,
  connectionsFault,
  diskFault,
  historyFault,
  restartFault,
  twoServersFault,
} from './weather.ts';

export const FAULTS: readonly Fault[] = [
  killFault,
  tamperFault,
  historyFault,
  twoServersFault,
  restartFault,
  connectionsFault,
  diskFault,
  clockFault,
  clientsFault,
  backupFault,
];
