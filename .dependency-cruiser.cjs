/** The arrows between the folders: apps → office → plan → kernel; city, bench and e2e stand outside. */
const only = (from, allowed) => ({
  name: `arrows-${from.replace(/\W+/g, '-')}`,
  comment: `${from} may import only ${allowed.join(', ') || 'itself'} of ours`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^(kernel|plan|office|city|apps|bench|e2e)/',
    pathNot: `^(${[from, ...allowed].join('|')})/`,
  },
});
module.exports = {
  forbidden: [
    only('kernel', []),
    only('plan', ['kernel']),
    only('office', ['plan', 'kernel']),
    only('apps', ['office', 'plan', 'kernel']),
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'portal-and-desk-apart', severity: 'error', from: { path: '^apps/portal/' }, to: { path: '^apps/desk/' } },
    { name: 'desk-and-portal-apart', severity: 'error', from: { path: '^apps/desk/' }, to: { path: '^apps/portal/' } },
    {
      name: 'kernel-does-no-io',
      severity: 'error',
      from: { path: '^kernel/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
    moduleSystems: ['es6', 'cjs'],
  },
};
