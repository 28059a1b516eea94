/** An official document before it has a format: what a page of GB/T 9704-2012 needs to know, and nothing of procedures. */
import type { DateStr, Block as KernelBlock } from '@fadu/kernel';

/**
 * Page layout. 文件: red head and line (also upward reports); 信函: letter with double lines (GB/T 9704-2012 §10.1);
 * 命令: order (§10.2); 公告: announcement, set like 文件.
 */
export type PaperKind = '文件' | '信函' | '命令' | '公告';

/** How a column of a table is set. */
export interface Column {
  /** Share of the width, relative to the other columns; by default what its texts need. */
  readonly width?: number;
  /** Default `left`. */
  readonly align?: 'left' | 'center' | 'right';
}

/** A table; every row has as many texts as the head or the first row. The head repeats on each page. */
export interface TableBlock {
  readonly kind: 'table';
  readonly caption?: string;
  readonly head?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly columns?: readonly Column[];
}

/**
 * A piece of the body: the kernel's blocks, tables with more choice. Numbers are part of the text (「一、」「（一）」):
 * the paper prints what was decided.
 */
export type Block = Exclude<KernelBlock, { kind: 'table' }> | TableBlock;

/** A text issued with the paper: starts on a page of its own after the signature. */
export interface Enclosure {
  /** 附件 or 附件1, flush left above the title; absent for the text that a notice issues (印发). */
  readonly mark?: string;
  readonly title: string;
  /** 题注 under the title, printed in parentheses, e.g. 2026年3月2日市人民政府第12次常务会议通过. */
  readonly caption?: string;
  readonly blocks: readonly Block[];
}

/** A seal picture. In a demonstration paper its text always reads 演示印章. */
export interface Seal {
  /** Name around the ring. */
  readonly organ: string;
  /** Line under the star, e.g. 行政审批专用章; may be empty. */
  readonly text: string;
}

/** An official document. */
export interface OfficialPaper {
  readonly kind: PaperKind;
  /** 发文机关标志, e.g. 吉林市人民政府文件. */
  readonly organMark: string;
  /** 发文字号, e.g. 吉市政规〔2026〕3号. */
  readonly number?: string;
  /** 签发人: beside the number in an upward 文件; the signer with office in a 命令 (市长　张三). */
  readonly signer?: string;
  /** 密级和保密期限, e.g. 机密★1年. */
  readonly secrecy?: string;
  /** 紧急程度: 特急 or 加急. */
  readonly urgency?: string;
  readonly title: string;
  /** 主送机关, without the colon. */
  readonly recipients?: string;
  readonly blocks: readonly Block[];
  /** 附件说明: names only, without numbers and end marks. */
  readonly attachments?: readonly string[];
  readonly enclosures?: readonly Enclosure[];
  /** 发文机关署名. */
  readonly organ: string;
  /** 成文日期. */
  readonly date: DateStr;
  /** 抄送机关. */
  readonly copyTo?: readonly string[];
  readonly printedBy?: { readonly organ: string; readonly date: DateStr };
  /** 附注, without its parentheses, e.g. 此件公开发布. */
  readonly note?: string;
  /** Demonstration data: header line, watermark and 演示印章. */
  readonly demo: boolean;
  /** Where a reader checks that the paper is genuine: printed as a QR code with the caption under it. */
  readonly verify?: { readonly url: string; readonly caption: string };
  readonly seal?: Seal;
}

/** A paper that cannot be made. `path` names the field, the message the rule and what to do. */
export class PaperError extends Error {
  readonly code: string;
  readonly path: string;
  constructor(code: string, path: string, message: string) {
    super(message);
    this.name = 'PaperError';
    this.code = code;
    this.path = path;
  }
}
