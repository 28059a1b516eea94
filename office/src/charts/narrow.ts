export const narrowSvg = (..._a: unknown[]): string => '';
