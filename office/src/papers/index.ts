/** Official documents in the layout of GB/T 9704-2012, as DOCX and PDF. */
export { checkPaper, paperTexts } from './check.ts';
export { type LaidPage, layoutPaper } from './layout.ts';
export * from './model.ts';
export { toPdf } from './pdf.ts';
