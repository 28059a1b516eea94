import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The desk as static files below `/desk/`. Everything comes from the same origin, and no script is inline, so a page
 * may run under `script-src 'self'`. Ant Design writes its styles at run time: the policy needs
 * `style-src 'self' 'unsafe-inline'`; the preview of a paper needs `object-src blob:` and `frame-src blob:`.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/desk/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The chart library is the one large part; it is loaded only where a chart is drawn.
    chunkSizeWarningLimit: 700,
  },
});
