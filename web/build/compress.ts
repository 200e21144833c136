import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const text = new Set(['.js', '.css', '.svg', '.json', '.txt', '.webmanifest'])
const smallest = 1024

/**
 * Writes `.br` and `.gz` beside every text asset, so that the server only picks
 * a file and never compresses. index.html is left plain: the server writes a
 * nonce into it for each answer.
 */
export function compress(): Plugin {
  let out = 'dist'
  return {
    name: 'fenming-compress',
    apply: 'build',
    configResolved(config) {
      out = config.build.outDir
    },
    async closeBundle() {
      for (const name of await readdir(out, { recursive: true })) {
        const path = join(out, name)
        if (!text.has(extname(name)) || (await stat(path)).size < smallest) continue
        const body = await readFile(path)
        await writeFile(`${path}.gz`, await promisify(gzip)(body, { level: 9 }))
        await writeFile(
          `${path}.br`,
          await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        )
      }
    },
  }
}
