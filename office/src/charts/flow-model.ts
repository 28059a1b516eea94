/** The shape of a flow: what a chart draws, in words and links, before any measure of space. */
import type { CiteModel, LimitModel } from './limits.ts';

/** How strongly a part is drawn: the main way, an ordinary part of it, or a side path. */
export type Weight = 'main' | 'normal' | 'side';

/** An act as the chart shows it. Each act of the procedure appears in exactly one band. */
export interface FlowAct {
  readonly kind: 'act';
  /** The act's own name in the definition. */
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  /** Who does it, e.g. 起草单位的起草人员. */
  readonly who: readonly string[];
  readonly limits: readonly LimitModel[];
  readonly cites: readonly CiteModel[];
  readonly weight: Weight;
  /** Done by the system. */
  readonly automatic: boolean;
  readonly opens: boolean;
  /** May happen again while it is in force. */
  readonly repeats: boolean;
  /** Asked for only in this case, in words; the way leads past it otherwise. */
  readonly when?: string;
  /** Nothing on the way waits for it. */
  readonly optional: boolean;
  /** Phases in which it may happen besides its band, as numbers. */
  readonly alsoIn: readonly number[];
  /** Titles of papers it makes. */
  readonly papers: readonly string[];
  /** Titles of acts that lose their force with it. */
  readonly voids: readonly string[];
  /** True when some path leads past it although it stands on the way. */
  readonly skippable: boolean;
}

/** Where the paths part or meet, where a band begins and where it hands on. */
export interface FlowGate {
  readonly kind: 'entry' | 'leave' | 'fork' | 'join' | 'choice' | 'merge';
  readonly id: string;
  readonly weight: Weight;
}

/** A named result of the act before it. */
export interface FlowOutcome {
  readonly kind: 'outcome';
  readonly id: string;
  readonly act: string;
  readonly title: string;
  readonly weight: Weight;
}

/** A path out of the band that is not the main way on. */
export interface FlowExit {
  readonly kind: 'exit';
  readonly id: string;
  /** An end of the case, a step back, a jump ahead, or no move: the case waits where it is. */
  readonly to: 'done' | 'stopped' | 'back' | 'ahead' | 'stay';
  /** Phase reached; the band's own for `stay`. */
  readonly phase: string;
  readonly title: string;
  /** For `stay`: what may be done then. */
  readonly may: readonly string[];
  readonly weight: Weight;
}

export type FlowNode = FlowAct | FlowGate | FlowOutcome | FlowExit;

/** An arrow inside a band. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly weight: Weight;
}

/** One phase with the acts drawn in it; the last band may hold the acts that several phases share. */
export interface FlowBand {
  /** Phase, or `across` for the acts that several phases share. */
  readonly phase: string;
  /** Place in the order, from 1; 0 for the shared acts. */
  readonly number: number;
  readonly title: string;
  /** On the main way. */
  readonly main: boolean;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly entry: string;
  /** Where the main way goes on: the gate and the next phase. */
  readonly leave?: { readonly id: string; readonly next: string };
  /** Acts of other bands that lead into this one, for phases that are not on the main way. */
  readonly cameFrom: readonly string[];
  /** Acts (name and title) of other bands that may also happen in this phase. */
  readonly also: readonly { readonly act: string; readonly title: string }[];
}

/** A procedure as a flow for people. */
export interface Flow {
  readonly code: string;
  readonly title: string;
  readonly about: string;
  readonly version: string;
  readonly from: string;
  readonly cites: readonly CiteModel[];
  readonly bands: readonly FlowBand[];
  readonly ends: readonly {
    readonly phase: string;
    readonly title: string;
    readonly end: 'done' | 'stopped';
  }[];
}

/** Name of the band of acts that several phases share. */
export const ACROSS = 'across';
