/** 执法文书案卷与一案三书 (R25.4): the order of a file, the three documents of a case, the letter of guidance. */
export {
  type FileOrder,
  type FileSection,
  fileOrder,
  OTHER_SECTION,
  sectionOfAct,
  sectionOfMaterial,
  sectionOfPaper,
  VOLUMES,
  type Volume,
} from './order.ts';
export {
  type DocumentStanding,
  exemptDocumentsField,
  guidance,
  oneCaseThreeDocs,
  threeDocuments,
} from './three-documents.ts';
