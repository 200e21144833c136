import type { Plugin } from 'vite'

const file = '@rc-component/util/es/Dom/dynamicCSS.js'
const before = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }'
const after = 'styleNode.nonce = csp?.nonce ?? document.querySelector(\'meta[name="csp-nonce"]\')?.nonce;'

/**
 * antd hands its nonce to every style that it injects except two small ones of
 * its base library: the scroll lock behind a dialogue and the scroll bar
 * measure. Under a strict Content-Security-Policy the browser refuses those two
 * and the page behind a dialogue scrolls. They get the nonce from the page
 * itself. The build stops if the library changes, so that this never silently
 * does nothing.
 */
export function nonce(): Plugin {
  let done = false
  return {
    name: 'fenming-nonce',
    apply: 'build',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').includes(file)) return null
      if (!code.includes(before)) throw new Error(`${file} changed: look again at where a nonce is missing`)
      done = true
      return { code: code.replace(before, after), map: null }
    },
    buildEnd(error) {
      if (!error && !done) throw new Error(`${file} was not part of the build: look again at where a nonce is missing`)
    },
  }
}
