/** Addresses that the pages of projects share. */
export const PROJECT_CRUMBS = [
  { title: '办事情', href: '/services' },
  { title: '投资项目', href: '/projects' },
];
export const projectHref = (code: string): string => `/projects/${encodeURIComponent(code)}`;
