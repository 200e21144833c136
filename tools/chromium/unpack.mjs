// Unpacks the browser from its npm package and writes a starter beside it. The
// package's own unpacking wants a newer Node than the project asks for and
// writes to a shared folder.
//
// usage: node unpack.mjs <folder that holds node_modules>
import { execFileSync } from 'node:child_process'
import { chmodSync, createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

const folder = resolve(process.argv[2])
const packed = join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin')
const out = join(folder, 'browser')

mkdirSync(out, { recursive: true })
for (const name of ['chromium', 'al2023.tar', 'swiftshader.tar']) {
  const target = join(out, name)
  await pipeline(createReadStream(join(packed, `${name}.br`)), createBrotliDecompress(), createWriteStream(target))
  if (name.endsWith('.tar')) {
    execFileSync('tar', ['-xf', target, '-C', out])
    rmSync(target)
  }
}
chmodSync(join(out, 'chromium'), 0o755)

// It brings its own NSS libraries, and its zygote does not start in containers.
const starter = `#!/bin/sh
here=$(cd "$(dirname "$0")/browser" && pwd)
LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/chromium" --no-zygote "$@"
`
writeFileSync(join(folder, 'run'), starter, { mode: 0o755 })
