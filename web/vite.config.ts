import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { compress } from './build/compress.ts'
import { nonce } from './build/nonce.ts'

const resolve = { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } }
const server = process.env.FENMING_URL ?? 'http://127.0.0.1:8020'

/**
 * The component for shops' pages: one file without any other, under a name that
 * stays, since shops write it into their pages. It is built after the rest,
 * which empties the folder.
 */
const component = defineConfig({
  plugins: [compress()],
  resolve,
  publicDir: false,
  build: {
    outDir: 'dist/embed',
    target: 'es2022',
    lib: { entry: fileURLToPath(new URL('./src/embed/options.ts', import.meta.url)), formats: ['es'], fileName: () => 'options.js' },
  },
})

export default defineConfig(({ mode }) => mode === 'embed' ? component : ({
  plugins: [react(), nonce(), compress()],
  resolve,
  build: {
    // The gallery is the shell with sample pages; it never reaches the binary.
    outDir: mode === 'gallery' ? 'dist-gallery' : 'dist',
    target: 'es2022',
    // A data: URI would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/, priority: 3 },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component)[\\/]/, priority: 2 },
            { name: 'chart', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: Object.fromEntries(['/v1', '/openapi.json', '/help'].map((path) => [path, server])) },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    css: false,
    testTimeout: 60_000,
  },
}))
