/** Officers: certificates, who may act at a contact, and the standard of equipment. */
export * from './contact.ts';
export { officerCertificate } from './procedure.ts';
export { type CertificateEntry, officerCertificates } from './register.ts';
