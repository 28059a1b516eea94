/** Official documents in the layout of GB/T 9704-2012, as DOCX and PDF. */
export { checkPaper, paperTexts } from './check.ts';
export { toDocx } from './docx.ts';
export { type LaidPage, layoutPaper } from './layout.ts';
export { breakLines } from './linebreak.ts';
export type { Mark, PathMark, RuleMark, TextMark } from './marks.ts';
export * from './model.ts';
export { bookTitle, type IssueNotice, issueNotice } from './notice.ts';
export { toPdf } from './pdf.ts';
export {
  type DeliveryFacts,
  deliveryReceipt,
  framePaper,
  type LetterFacts,
  type LetterTemplate,
  letterText,
  organMarkFor,
  type PaperFrame,
} from './template.ts';
