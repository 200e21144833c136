// Starts the built program for the walks: FENMING_BIN, on a port of its own
// and in a folder of its own, and stops it again.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const bin = process.env.FENMING_BIN ?? ''

/** Why there is no program to walk through; undefined when there is one. */
export const missingProgram = existsSync(bin) ? undefined : 'no program: set FENMING_BIN'

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

/** Runs the program until its output matches `ready`; what was matched comes back with it. */
async function run(command, args, ready) {
  const folder = await mkdtemp(join(tmpdir(), 'fenming-e2e-'))
  const address = `127.0.0.1:${await freePort()}`
  const child = spawn(bin, [command, '--data', folder, '--listen', address, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((done) => child.once('exit', done))
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  let said = ''
  const found = new Promise((done, failed) => {
    const hear = (text) => {
      said += text
      const match = ready.exec(said)
      if (match) done(match)
    }
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear)
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`${command} ended with ${code} before it was ready:\n${said}`)))
  })
  try {
    return { url: `http://${address}`, found: await found, said: () => said, stop }
  } catch (e) {
    await stop()
    throw e
  }
}

/** A demo shop that has lived a little, and the link that opens it once. */
export async function demo({ days = 20, orders = 160 } = {}) {
  const program = await run('demo', ['--days', String(days), '--orders', String(orders)], /http:\/\/\S+\/enter#\S+/)
  return { ...program, link: program.found[0] }
}

/** A server on its first start, and the set-up code it printed. */
export async function empty() {
  const program = await run('serve', [], /\/setup and enter this code[^\n]*\n\s*(\S+)\s*\n/)
  return { ...program, code: program.found[1] }
}
