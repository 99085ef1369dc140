import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const packages = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const page = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// Addresses are relative and pages live behind the "#", so that the console runs below any path of any static server.
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: {
    alias: [
      { find: /^@outrider\/([a-z]+)$/, replacement: `${packages}/$1/src/index.ts` },
      { find: /^@outrider\/([a-z]+)\/(.+)$/, replacement: `${packages}/$1/src/$2/index.ts` },
    ],
  },
  worker: { format: 'es' },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
    // The page behind a link is an entry of its own: a phone on a bad link loads no map engine.
    rolldownOptions: { input: [page('index.html'), page('share.html')] },
  },
});
